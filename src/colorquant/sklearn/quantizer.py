"""The `ColorQuantizer` estimator."""

from __future__ import annotations

import warnings
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    TransformerMixin,
)
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.utils import check_array, check_random_state
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from colorquant._validation import MAX_COLORS, Effort, check_effort, check_integer, resolve_threads
from colorquant.errors import InvalidImageError, InvalidOptionError
from colorquant.sklearn.engines import Engine, Options, fit_engine
from colorquant.sklearn.rows import DistinctRows, distinct, weigh

_FLOATS = (np.float64, np.float32)
_TYPES = (*_FLOATS, np.uint8, np.uint16)


class ColorQuantizer(
    ClassNamePrefixFeaturesOutMixin,  # type: ignore[misc]  # scikit-learn has no types
    TransformerMixin,  # type: ignore[misc]  # the same
    ClusterMixin,  # type: ignore[misc]  # the same
    BaseEstimator,  # type: ignore[misc]  # the same
):
    """K-Means as an estimator of scikit-learn, over every row.

    Rows of three or four columns that are levels of an image are fitted by the engine of
    `colorquant.KMeans`, at 16 bits, without rounding the centers: ``uint8``, ``uint16``, and floats
    that are such levels as they are or divided by 255 or 65,535. All other rows are fitted by
    `sklearn.cluster.KMeans`. Both work on the distinct rows and their weights, so that a row given
    twice and a row of weight 2 are the same. A fourth column is a number like the others, no alpha.

    Parameters
    ----------
    n_clusters
        Number of centers, 1 to 65,536. If there are fewer distinct rows, each is a center and a
        `ConvergenceWarning` is issued.
    effort
        Search effort: ``"fast"``, ``"balanced"`` or ``"best"``. For
        scikit-learn's K-Means: the best of 1, 3 or 10 starts.
    max_iter
        Of Lloyd's iteration after the search, 1 or more. (To rescue a center without rows, as many
        again.)
    random_state
        Of the pseudo-random numbers: 0 to 2^32 - 1, a `numpy.random.RandomState`, or None for
        other ones at each fit.
    threads
        How many threads the engine uses; `None` stands for ``COLORQUANT_THREADS`` or all
        processors. Its results do not depend on it.

    Attributes
    ----------
    cluster_centers_ : numpy.ndarray
        (k, c) float64, in the units of ``X``.
    labels_ : numpy.ndarray
        (n,) int32, the nearest center of each row of ``X``; after `partial_fit`, of the rows of its
        last call.
    inertia_ : float
        Weighted sum of the squared distances of all rows to their nearest centers.
    n_iter_ : int
        Number of Lloyd's iterations after the search.
    engine_ : str
        The engine used: ``"colorquant"`` or ``"scikit-learn"``.
    n_features_in_ : int
        Number of columns of ``X``.
    feature_names_in_ : numpy.ndarray
        Column names, if all are strings.

    Raises
    ------
    InvalidOptionError
        By `fit` and `partial_fit`, if a parameter is out of range.

    Notes
    -----
    ``X`` is (n, c) or an image (h, w, c), whose pixels are its rows in reading order. What
    scikit-learn refuses, such as NaN or another number of columns, is its own `ValueError`.

    Examples
    --------
    >>> import numpy as np
    >>> from colorquant.sklearn import ColorQuantizer
    >>> X = np.array([[0, 0, 0], [2, 0, 0], [255, 255, 255]], np.uint8)
    >>> quantizer = ColorQuantizer(2).fit(X)
    >>> quantizer.inverse_transform(quantizer.labels_).tolist()
    [[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [255.0, 255.0, 255.0]]
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        effort: Effort = "balanced",
        max_iter: int = 300,
        random_state: int | np.random.RandomState | None = 0,
        threads: int | None = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.effort = effort
        self.max_iter = max_iter
        self.random_state = random_state
        self.threads = threads

    def fit(
        self,
        X: ArrayLike,
        y: object = None,
        sample_weight: ArrayLike | None = None,
    ) -> ColorQuantizer:
        """Fit the centers.

        Parameters
        ----------
        X
            (n, c) or (h, w, c), finite.
        y
            Not used.
        sample_weight
            (n,) weight of each row, 0 or more. None is 1 for each.

        Returns
        -------
        ColorQuantizer
            The fitted estimator.
        """
        self._fit(X, sample_weight, begin=True)
        return self

    def partial_fit(
        self,
        X: ArrayLike,
        y: object = None,
        sample_weight: ArrayLike | None = None,
    ) -> ColorQuantizer:
        """Add rows to those fitted so far, and refit.

        The centers are those of one fit on all the rows; with weights that are no whole numbers, up
        to the rounding of their sums. Kept are the distinct rows and their weights.

        Parameters
        ----------
        X, y, sample_weight
            As for `fit`.

        Returns
        -------
        ColorQuantizer
            The fitted estimator.
        """
        self._fit(X, sample_weight, begin=not hasattr(self, "_rows"))
        return self

    def predict(self, X: ArrayLike) -> NDArray[np.int32]:
        """Return the nearest center of each row.

        Parameters
        ----------
        X
            (n, c) or (h, w, c), finite.

        Returns
        -------
        numpy.ndarray
            (n,) int32; by the core's engine the lowest on ties.
        """
        check_is_fitted(self)
        values, places = distinct(self._rows_of(X), threads=resolve_threads(self.threads))
        labels: NDArray[np.int32] = self._nearest(values)[places]
        return labels

    def transform(self, X: ArrayLike) -> NDArray[np.floating[Any]]:
        """Return the distance of each row to each center.

        Parameters
        ----------
        X
            (n, c) or (h, w, c), finite.

        Returns
        -------
        numpy.ndarray
            (n, k), Euclidean; float32 if `X` is, otherwise float64.
        """
        check_is_fitted(self)
        rows = self._rows_of(X, types=_FLOATS)
        distances: NDArray[np.floating[Any]] = euclidean_distances(
            rows, self.cluster_centers_.astype(rows.dtype)
        )
        return distances

    def inverse_transform(self, X: ArrayLike) -> NDArray[np.float64]:
        """Return the centers that labels, or distances, stand for.

        Parameters
        ----------
        X
            Whole numbers of any shape: labels, of `predict`. Or (n, k) floats: distances, of
            `transform`, whose least counts.

        Returns
        -------
        numpy.ndarray
            The shape of the labels, or (n,), and c columns; float64.

        Raises
        ------
        InvalidOptionError
            If a label is out of range.
        """
        check_is_fitted(self)
        labels, k = np.asarray(X), len(self.cluster_centers_)
        if labels.dtype.kind not in "iu":
            distances = check_array(X)
            if distances.shape[1] != k:
                raise InvalidOptionError(
                    f"distances have {distances.shape[1]:,} columns; allowed is one for each of "
                    f"{k:,} centers, or whole numbers as labels"
                )
            labels = distances.argmin(axis=1)
        elif labels.size and not 0 <= labels.min() <= labels.max() < k:
            raise InvalidOptionError(
                f"labels go from {labels.min():,} to {labels.max():,}; allowed is 0 to {k - 1:,}"
            )
        centers: NDArray[np.float64] = self.cluster_centers_[labels]
        return centers

    def score(
        self,
        X: ArrayLike,
        y: object = None,
        sample_weight: ArrayLike | None = None,
    ) -> float:
        """Return minus the weighted sum of squared distances to the nearest centers.

        Parameters
        ----------
        X, y, sample_weight
            As for `fit`.

        Returns
        -------
        float
            0 or less; more is better.
        """
        check_is_fitted(self)
        values, places = distinct(self._rows_of(X), threads=resolve_threads(self.threads))
        weights = weigh(places, _weights(sample_weight, len(places)))
        return -self._inertia(DistinctRows(values, weights))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags

    @property
    def _n_features_out(self) -> int:
        return len(self.cluster_centers_)

    _rows: DistinctRows
    _engine: Engine

    def _fit(self, data: ArrayLike, sample_weight: ArrayLike | None, *, begin: bool) -> None:
        options = self._options()
        values, places = distinct(self._rows_of(data, begin=begin), threads=options.threads)
        weights = weigh(places, _weights(sample_weight, len(places)))
        rows = DistinctRows(values[weights > 0.0], weights[weights > 0.0])
        if not begin:
            rows = self._rows.add(rows, threads=options.threads)
        _check_total(rows.weights)
        if len(rows.values) < options.n_clusters:
            warnings.warn(
                f"n_clusters is {options.n_clusters:,}, but only {len(rows.values):,} rows are "
                "distinct; each of them is a center",
                ConvergenceWarning,
                stacklevel=3,
            )
        self._rows = rows
        self._engine = fit_engine(rows, options)
        self.engine_ = self._engine.name
        self.cluster_centers_ = self._engine.centers
        self.n_iter_ = self._engine.iterations
        self.inertia_ = self._inertia(rows)
        self.labels_ = self._nearest(values)[places]

    def _options(self) -> Options:
        check_random_state(self.random_state)
        seed = (
            int(self.random_state)
            if isinstance(self.random_state, Integral)
            else int(check_random_state(self.random_state).randint(2**31 - 1))
        )
        return Options(
            check_integer("n_clusters", self.n_clusters, 1, MAX_COLORS),
            check_effort(self.effort),
            check_integer("max_iter", self.max_iter, 1, 2**31 - 1),
            seed,
            resolve_threads(self.threads),
        )

    def _rows_of(
        self, data: ArrayLike, *, begin: bool = False, types: tuple[type, ...] = _TYPES
    ) -> NDArray[Any]:
        """Return (n, c) rows of the data, checked by scikit-learn."""
        if isinstance(data, np.ndarray) and data.ndim == 3:
            height, width, channels = data.shape
            data = data.reshape(height * width, channels)
        rows: NDArray[Any] = validate_data(self, data, dtype=list(types), reset=begin)
        return rows

    def _nearest(self, values: NDArray[np.float64]) -> NDArray[np.int32]:
        return self._engine.nearest(values, resolve_threads(self.threads))

    def _inertia(self, rows: DistinctRows) -> float:
        offsets = rows.values - self.cluster_centers_[self._nearest(rows.values)]
        return float((rows.weights * np.square(offsets).sum(axis=1)).sum())


def _weights(sample_weight: ArrayLike | None, count: int) -> NDArray[np.float64]:
    weights: NDArray[np.float64] = _check_sample_weight(
        sample_weight, np.empty((count, 0)), dtype=np.float64
    )
    if (weights < 0.0).any():
        raise InvalidImageError(f"a weight is {weights.min():g}; allowed is a number from 0 on")
    return weights


def _check_total(weights: NDArray[np.float64]) -> None:
    with np.errstate(over="ignore"):
        total = float(weights.sum())
    if not 0.0 < total < np.inf:
        raise InvalidImageError(f"the weights sum to {total:g}; allowed is more than 0, and finite")
