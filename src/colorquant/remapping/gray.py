"""8-bit gray images, by the entry that is nearest to each of their 256 levels."""

import numpy as np
from numpy.typing import NDArray

from colorquant.counting import count_levels
from colorquant.remapping.mapped import Indices, Mapped

LEVELS = np.repeat(np.arange(256, dtype=np.uint8)[np.newaxis, :, np.newaxis], 3, axis=2)
"""(1, 256, 3), an image of all levels."""

_AT_ONCE = 1 << 20  # pixels: NumPy widens what it looks up


def map_gray(image: NDArray[np.uint8], colors: NDArray[np.uint8], table: Indices) -> Mapped:
    """Map every pixel to the entry of its level.

    Parameters
    ----------
    image
        (h, w) uint8, C-contiguous.
    colors
        (k, 3) uint8 palette entries.
    table
        (256,) the index of each level's entry.

    Returns
    -------
    Mapped
    """
    counts = count_levels(image)
    errors = np.square(LEVELS[0].astype(np.int64) - colors[table]).sum(axis=1)
    used = len(np.unique(table[counts > 0]))
    return Mapped(map_levels(image, table), float(counts @ errors), used)


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
