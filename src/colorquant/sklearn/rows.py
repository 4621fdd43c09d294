"""Distinct rows and their weights."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant import _core

CHANNELS = (3, 4)
"""Numbers of columns that the native core supports."""


class DistinctRows(NamedTuple):
    """Distinct rows and their weights.

    Attributes
    ----------
    values : numpy.ndarray
        (m, c) float64, in any order.
    weights : numpy.ndarray
        (m,) float64, positive.
    """

    values: NDArray[np.float64]
    weights: NDArray[np.float64]

    def add(self, other: DistinctRows, *, threads: int) -> DistinctRows:
        """Merge with other rows, adding weights of equal rows.

        Parameters
        ----------
        other
            Other rows.
        threads
            Number of threads.

        Returns
        -------
        DistinctRows
            The merged rows.
        """
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
        Number of threads. The result does not depend on it.

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
    """Sum the weights of equal rows.

    Parameters
    ----------
    places
        (n,) index of the distinct row of each row.
    weights
        (n,) weight of each row.

    Returns
    -------
    numpy.ndarray
        (m,) float64 weights of the distinct rows.
    """
    return np.bincount(places, weights).astype(np.float64)


# What a unit of the rows is in points, by their largest value, which tells floats, 8 and 16 bits
# apart. The same image is the same points in each of them.
_LARGEST_AND_FACTOR = ((1.0, 65_535), (255.0, 257), (65_535.0, 1))

# How far from a level a value may be, in units in the last place of the largest: dividing by 255,
# or multiplying by its reciprocal, rounds once or twice.
_ULPS = 4.0


def factor_of(rows: NDArray[Any]) -> int | None:
    """Return by what rows have to be multiplied to become points.

    Parameters
    ----------
    rows
        (n, c), any real type, finite, not empty.

    Returns
    -------
    int or None
        65,535 for rows from 0 to 1, 257 up to 255, 1 up to 65,535; None where values are negative
        or larger.
    """
    if rows.min() < 0:
        return None
    largest = rows.max()
    return next((factor for limit, factor in _LARGEST_AND_FACTOR if largest <= limit), None)


def points_at(rows: NDArray[Any], factor: int) -> NDArray[np.uint16] | None:
    """Return rows as points, if that loses nothing.

    Parameters
    ----------
    rows
        (n, c), any real type, finite, not empty.
    factor
        As of `factor_of`.

    Returns
    -------
    numpy.ndarray or None
        (n, c) uint16, C-contiguous. None where a value is out of range, or between two points by
        more than what rounding to its type explains.
    """
    if rows.min() < 0 or rows.max() > 65_535 / factor:
        return None
    if rows.dtype.kind in "iu":
        return np.ascontiguousarray(rows, np.uint16) * np.uint16(factor)
    scaled = rows * np.float64(factor)
    nearest = np.rint(scaled)
    slack = _ULPS * 65_535.0 * float(np.finfo(rows.dtype).eps)
    if np.abs(scaled - nearest).max() > slack:
        return None
    return np.ascontiguousarray(nearest, np.uint16)
