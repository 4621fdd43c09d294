"""Points summed up in the cells of their space."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def cells_of_points(
    points: NDArray[np.uint16], weights: NDArray[np.int64], side_bits: int
) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """Return the means of the points in each cell, and what they count for together.

    Parameters
    ----------
    points
        (m, c) where the colors are in the working space.
    weights
        (m,) what they count for.
    side_bits
        Of the cells' side, 0 to 16.
    """
    codes = np.zeros(len(points), np.int64)
    for axis in points.T:
        codes = codes << (16 - side_bits) | axis >> side_bits
    _, cell = np.unique(codes, return_inverse=True)
    mass = np.bincount(cell, weights.astype(np.float64))
    sums = [np.bincount(cell, weights * axis.astype(np.float64)) for axis in points.T]
    return np.stack([each / mass for each in sums], axis=1), mass


def squared_distances(
    means: NDArray[np.float64], offered: NDArray[np.uint16]
) -> NDArray[np.float64]:
    """Return (cells, k) squared distances of means, (cells, c), to entries, (k, c)."""
    squared = np.zeros((len(means), len(offered)))
    for mean, axis in zip(means.T, offered.T, strict=True):
        difference = mean[:, np.newaxis] - axis.astype(np.float64)
        squared += difference * difference
    return squared
