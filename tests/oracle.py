"""The plain algorithms, slow and obvious, that every fast path must equal."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Colors = NDArray[np.uint8] | NDArray[np.uint16]


def z_order(colors: Colors) -> list[int]:
    """Interleave the bits of the channels: whole numbers of any size."""
    bits = 8 * colors.itemsize
    return [
        sum(
            (int(value) >> bit & 1) << (bit * len(row) + len(row) - 1 - channel)
            for bit in range(bits)
            for channel, value in enumerate(row)
        )
        for row in colors
    ]


def count(image: Colors) -> tuple[Colors, NDArray[np.int64]]:
    pixels = image if image.ndim == 3 else np.stack([image] * 3, axis=-1)
    rows = pixels.reshape(-1, pixels.shape[2])
    colors, counts = np.unique(rows, axis=0, return_counts=True)
    code = z_order(colors)
    order = sorted(range(len(colors)), key=code.__getitem__)
    return colors[order], counts[order]


def squared_distances(points: Colors, centers: Array) -> Array:
    """(m, k); exact while the centers lie on a grid of 2^-16."""
    difference: Array = points.astype(np.float64)[:, np.newaxis] - centers[np.newaxis]
    squared: Array = np.square(difference).sum(axis=2)
    return squared


def nearest(points: Colors, centers: Array) -> NDArray[np.int64]:
    closest: NDArray[np.int64] = squared_distances(points, centers).argmin(axis=1)
    return closest


def on_grid(values: Array) -> Array:
    return np.rint(values * 65536) / 65536


def lloyd(
    colors: Colors, counts: NDArray[np.int64], centers: Array, max_iterations: int
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
