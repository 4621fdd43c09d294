"""The plain algorithms, slow and obvious, that every fast path must equal."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def z_order(colors: NDArray[np.uint8]) -> NDArray[np.int64]:
    code = np.zeros(len(colors), dtype=np.int64)
    for bit in range(8):
        for channel in range(3):
            bits = (colors[:, channel].astype(np.int64) >> bit) & 1
            code |= bits << (3 * bit + 2 - channel)
    return code


def count(image: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    colors, counts = np.unique(image.reshape(-1, 3), axis=0, return_counts=True)
    order = np.argsort(z_order(colors))
    return colors[order], counts[order]


def squared_distances(points: NDArray[np.uint8], centers: Array) -> Array:
    """(m, k); exact while the centres lie on a grid of 2^-16."""
    difference: Array = points.astype(np.float64)[:, np.newaxis] - centers[np.newaxis]
    squared: Array = np.square(difference).sum(axis=2)
    return squared


def nearest(points: NDArray[np.uint8], centers: Array) -> NDArray[np.int64]:
    closest: NDArray[np.int64] = squared_distances(points, centers).argmin(axis=1)
    return closest


def on_grid(values: Array) -> Array:
    return np.rint(values * 65536) / 65536


def lloyd(
    colors: NDArray[np.uint8], counts: NDArray[np.int64], centers: Array, max_iterations: int
) -> tuple[Array, NDArray[np.int64]]:
    centers = on_grid(np.asarray(centers, dtype=np.float64))
    for _ in range(max_iterations):
        labels = nearest(colors, centers)
        moved = centers.copy()
        for j in range(len(centers)):
            mine = labels == j
            if mine.any():
                weights = counts[mine]
                moved[j] = on_grid(weights @ colors[mine].astype(np.int64) / weights.sum())
        if np.array_equal(moved, centers):
            break
        centers = moved
    return centers, nearest(colors, centers)
