"""The histogram of rows of numbers: the distinct ones, and what each weighs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant.sklearn.levels import factor_of, points_at

CHANNELS = (3, 4)
"""How many columns the native core takes."""


class DistinctRows(NamedTuple):
    """Distinct rows and their weights.

    Attributes
    ----------
    values : numpy.ndarray
        (m, c) float64, in no particular order that matters.
    weights : numpy.ndarray
        (m,) float64, positive.
    """

    values: NDArray[np.float64]
    weights: NDArray[np.float64]

    def add(self, other: DistinctRows, *, threads: int) -> DistinctRows:
        """Return what counting the rows of both together gives."""
        values, places = distinct(np.concatenate([self.values, other.values]), threads=threads)
        return DistinctRows(values, weigh(places, np.concatenate([self.weights, other.weights])))


def distinct(
    rows: NDArray[Any], *, threads: int
) -> tuple[NDArray[np.float64], NDArray[np.integer[Any]]]:
    """Find the distinct rows.

    Parameters
    ----------
    rows
        (n, c), any real type, finite, not empty.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    values : numpy.ndarray
        (m, c) float64. Values that are levels of an image but for rounding to their type, such as
        float32, are those levels.
    places : numpy.ndarray
        (n,), which of the distinct rows each row is.
    """
    factor = factor_of(rows) if rows.shape[1] in CHANNELS else None
    points = None if factor is None else points_at(rows, factor)
    if factor is None or points is None:
        values, inverse = np.unique(rows.astype(np.float64), axis=0, return_inverse=True)
        return values, inverse.reshape(-1)
    found, _, places = _core.distinct_places(points, threads)
    return found / float(factor), places


def weigh(places: NDArray[np.integer[Any]], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of distinct rows, of which each has a place: (m,) of (n,) and (n,)."""
    return np.bincount(places, weights).astype(np.float64)
