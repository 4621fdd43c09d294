"""Rows of numbers that are levels of an image: those that 16 bits hold exactly."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
