"""Grey images by their 256 levels, some pixels at a time: NumPy widens what it looks up."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Indices: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]

_AT_ONCE = 1 << 20  # pixels


def count_levels(image: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count how often each level occurs.

    Parameters
    ----------
    image
        Any shape, uint8, C-contiguous.

    Returns
    -------
    numpy.ndarray
        (256,) int64.
    """
    flat = image.reshape(-1)
    counts = np.zeros(256, dtype=np.int64)
    for begin in range(0, len(flat), _AT_ONCE):
        counts += np.bincount(flat[begin : begin + _AT_ONCE], minlength=256)
    return counts


def map_levels(image: NDArray[np.uint8], table: Indices) -> Indices:
    """Look every pixel up in a table of 256 entries.

    Parameters
    ----------
    image
        Any shape, uint8, C-contiguous.
    table
        (256,) uint8 or uint16.

    Returns
    -------
    numpy.ndarray
        Of the shape of `image` and the type of `table`.
    """
    mapped: Indices = np.empty(image.shape, dtype=table.dtype)
    flat, out = image.reshape(-1), mapped.reshape(-1)
    for begin in range(0, len(flat), _AT_ONCE):
        out[begin : begin + _AT_ONCE] = table[flat[begin : begin + _AT_ONCE]]
    return mapped
