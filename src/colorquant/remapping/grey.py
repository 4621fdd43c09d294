"""8-bit grey images, by the entry that is nearest to each of their 256 levels."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant.counting import count_levels
from colorquant.remapping.mapped import Indices, Mapped, new_indices

_AT_ONCE = 1 << 20  # pixels: NumPy widens what it looks up


def nearest_to_grey(image: NDArray[np.uint8], colors: NDArray[np.uint8], threads: int) -> Mapped:
    """Map every pixel to its nearest palette entry in sRGB.

    Parameters
    ----------
    image
        (h, w) uint8, C-contiguous.
    colors
        (k, 3) uint8 palette entries, C-contiguous.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    Mapped
    """
    levels = np.repeat(np.arange(256, dtype=np.uint8)[:, np.newaxis], 3, axis=1)
    label_of_level = new_indices(256, len(colors))
    _core.remap(levels, colors, label_of_level, threads)
    counts = count_levels(image)
    errors = np.square(levels.astype(np.int64) - colors[label_of_level]).sum(axis=1)
    used = len(np.unique(label_of_level[counts > 0]))
    return Mapped(map_levels(image, label_of_level), float(counts @ errors), used)


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
