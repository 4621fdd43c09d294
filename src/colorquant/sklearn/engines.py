"""K-Means engines: the native core for image levels, else scikit-learn."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from colorquant._validation import Effort
from colorquant.fitting import fit_centers, nearest_centers
from colorquant.sklearn.rows import CHANNELS, DistinctRows, factor_of, points_at

# The starts of scikit-learn's KMeans: 10 was its default for long, 1 is today's.
_STARTS = {"fast": 1, "balanced": 3, "best": 10}

_MAX_WEIGHT = 2**36  # sums of weights times 16-bit coordinates stay exact in binary64
_BLOCK = 1 << 20  # distances that are held at a time


class Options(NamedTuple):
    """Validated parameters of the estimator.

    Attributes
    ----------
    n_clusters : int
        Number of centers.
    effort : str
        Search effort.
    max_iter : int
        Maximum number of Lloyd's iterations.
    seed : int
        Random seed.
    threads : int
        Number of threads.
    """

    n_clusters: int
    effort: Effort
    max_iter: int
    seed: int
    threads: int


class Engine(ABC):
    """Fitted centers and nearest-center search.

    Attributes
    ----------
    centers : numpy.ndarray
        (k, c) float64, in the units of the rows.
    iterations : int
        Number of Lloyd's iterations after the search.
    """

    name: ClassVar[str]
    centers: NDArray[np.float64]
    iterations: int

    @abstractmethod
    def nearest(self, values: NDArray[np.float64], threads: int) -> NDArray[np.int32]:
        """Return the nearest center of each row.

        Parameters
        ----------
        values
            (m, c) float64 rows.
        threads
            Number of threads.

        Returns
        -------
        numpy.ndarray
            (m,) int32 center indices.
        """


@dataclass(frozen=True, eq=False)
class CoreEngine(Engine):
    """K-Means of the native core, with exact distances; ties go to the lowest index.

    Parameters
    ----------
    centers
        (k, c) float64, in the units of the rows.
    iterations
        Number of Lloyd's iterations after the search.
    places
        The centers in units of 256 point steps.
    factor
        Points per unit of the rows.
    """

    name: ClassVar[str] = "colorquant"
    centers: NDArray[np.float64]
    iterations: int
    places: NDArray[np.float64]
    """The centers in 256ths of points."""
    factor: int

    def nearest(self, values: NDArray[np.float64], threads: int) -> NDArray[np.int32]:
        """Return the nearest center of each row.

        Parameters
        ----------
        values
            (m, c) float64 rows.
        threads
            Number of threads.

        Returns
        -------
        numpy.ndarray
            (m,) int32 center indices.
        """
        points = points_at(values, self.factor)
        if points is not None:
            return nearest_centers(points, self.places, threads=threads)
        return _nearest(values * (self.factor / 256.0), self.places)


@dataclass(frozen=True, eq=False)
class ScikitLearnEngine(Engine):
    """scikit-learn's K-Means on the distinct rows.

    Parameters
    ----------
    centers
        (k, c) float64, in the units of the rows.
    iterations
        Number of Lloyd's iterations after the search.
    model
        The fitted `sklearn.cluster.KMeans`.
    """

    name: ClassVar[str] = "scikit-learn"
    centers: NDArray[np.float64]
    iterations: int
    model: Any

    def nearest(self, values: NDArray[np.float64], threads: int) -> NDArray[np.int32]:
        """Return the nearest center of each row.

        Parameters
        ----------
        values
            (m, c) float64 rows.
        threads
            Number of threads.

        Returns
        -------
        numpy.ndarray
            (m,) int32 center indices.
        """
        labels: NDArray[np.int32] = self.model.predict(values)
        return labels


def fit_engine(rows: DistinctRows, options: Options) -> Engine:
    """Fit centers, with the native core if possible.

    Parameters
    ----------
    rows
        One or more distinct rows and their weights.
    options
        Validated parameters.

    Returns
    -------
    Engine
        With `n_clusters` centers, or all rows if there are no more.
    """
    factor = factor_of(rows.values) if rows.values.shape[1] in CHANNELS else None
    points = None if factor is None else points_at(rows.values, factor)
    if factor is None or points is None:
        return _by_scikit_learn(rows, options)
    found = fit_centers(
        points,
        _whole(rows.weights),
        options.n_clusters,
        effort=options.effort,
        seed=options.seed,
        max_iterations=options.max_iter,
        threads=options.threads,
    )
    centers = found.centers * (256.0 / factor)
    return CoreEngine(centers, found.iterations, found.centers, factor)


def _by_scikit_learn(rows: DistinctRows, options: Options) -> ScikitLearnEngine:
    is_whole = len(rows.values) <= options.n_clusters
    model = KMeans(
        min(options.n_clusters, len(rows.values)),
        init=rows.values if is_whole else "k-means++",
        n_init=1 if is_whole else _STARTS[options.effort],
        max_iter=options.max_iter,
        random_state=options.seed % 2**32,
    ).fit(rows.values, sample_weight=rows.weights)
    return ScikitLearnEngine(model.cluster_centers_, model.n_iter_, model)


def _whole(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return weights as integers of at least 1, scaled to 35 bits if needed."""
    total = float(weights.sum())
    if total > _MAX_WEIGHT / 2 or (np.rint(weights) != weights).any():
        weights = np.ldexp(weights, 35 - int(np.frexp(total)[1]))
    whole: NDArray[np.int64] = np.maximum(np.rint(weights), 1.0).astype(np.int64)
    return whole


def _nearest(values: NDArray[np.float64], centers: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return the center nearest to each row, one row's answer not depending on the others."""
    labels = np.empty(len(values), np.int32)
    block = max(1, _BLOCK // len(centers))
    for begin in range(0, len(values), block):
        part = values[begin : begin + block]
        distances = np.zeros((len(part), len(centers)))
        for column, places in zip(part.T, centers.T, strict=True):
            with np.errstate(over="ignore"):  # from there all centers are equally far
                distances += (column[:, np.newaxis] - places) ** 2
        labels[begin : begin + block] = distances.argmin(axis=1)
    return labels
