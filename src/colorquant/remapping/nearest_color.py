"""The nearest palette entry of every pixel, exactly."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant.remapping.grey import Indices, count_levels, map_levels


def nearest(
    image: NDArray[np.uint8],
    colors: NDArray[np.uint8],
    *,
    threads: int,
    progress: Progress | None = None,
) -> tuple[Indices, int, int]:
    """Map every pixel to its nearest palette entry, the lowest index on ties.

    A table over the cells of the colour space that occur holds the answers: cells with one
    possible entry are settled at once (the filtering of Kanungo et al. 2002,
    doi:10.1109/TPAMI.2002.1017616).

    Parameters
    ----------
    image
        (h, w) or (h, w, 3) uint8, C-contiguous.
    colors
        (k, 3) uint8 palette entries, C-contiguous.
    threads
        How many threads to use; the answer does not depend on it.
    progress
        Told now and then the share done.

    Returns
    -------
    indices : numpy.ndarray
        (h, w), uint8 for up to 256 entries, else uint16.
    squared_error : int
        Summed over pixels and channels.
    used : int
        How many entries have pixels.
    """
    if image.ndim == 2:
        return _nearest_grey(image, colors, threads)
    flat, squared_error, used = _remap(image.reshape(-1, 3), colors, threads, progress)
    return flat.reshape(image.shape[:2]), squared_error, used


def _nearest_grey(
    image: NDArray[np.uint8], colors: NDArray[np.uint8], threads: int
) -> tuple[Indices, int, int]:
    levels = np.repeat(np.arange(256, dtype=np.uint8)[:, np.newaxis], 3, axis=1)
    label_of_level, _, _ = _remap(levels, colors, threads)
    counts = count_levels(image)
    errors = np.square(levels.astype(np.int64) - colors[label_of_level]).sum(axis=1)
    used = len(np.unique(label_of_level[counts > 0]))
    return map_levels(image, label_of_level), int(counts @ errors), used


def _remap(
    pixels: NDArray[np.uint8],
    colors: NDArray[np.uint8],
    threads: int,
    progress: Progress | None = None,
) -> tuple[Indices, int, int]:
    small = len(colors) <= 256
    indices: Indices = (
        np.empty(len(pixels), np.uint8) if small else np.empty(len(pixels), np.uint16)
    )
    return indices, *_core.remap(pixels, colors, indices, threads, progress)
