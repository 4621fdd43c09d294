"""Counting images of any kind."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress, stage
from colorquant.color.depth import Colors, as_colors
from colorquant.counting.levels import count_levels
from colorquant.counting.tally import FULL_WEIGHT, Counted, add, add_as_they_come

_MOST_AT_ONCE = 2**32 - 1  # the native count of one colour has 32 bits
_BLOCK = 1 << 20  # pixels sorted at a time, which bounds scratch memory


def count(
    image: Colors,
    mask: NDArray[np.uint8] | None = None,
    *,
    threads: int,
    progress: Progress | None = None,
) -> Counted:
    """Count the colours of every pixel.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous. Grey counts as equal red,
        green and blue.
    mask
        (h, w), what each pixel counts for, in 255ths; those at 0 are left out. None counts all in
        full.
    threads
        How many threads to use; the answer does not depend on it.
    progress
        Told now and then the share done, from 0 to 1.

    Returns
    -------
    Counted
        Empty if the mask leaves nothing.
    """
    if mask is not None or image.dtype != np.uint8 or image.shape[2:] == (4,):
        return _count_in_blocks(image, mask, threads, progress)
    if image.ndim == 2:
        return _count_grey(image)
    return _count_8_bit(image.reshape(-1, 3), threads, progress)


def _count_grey(image: Colors) -> Counted:
    counts = count_levels(image.view(np.uint8))
    levels = np.flatnonzero(counts)
    colors = np.repeat(levels.astype(np.uint8)[:, np.newaxis], 3, axis=1)
    return Counted(colors, counts[levels], None)


def _count_8_bit(pixels: Colors, threads: int, progress: Progress | None) -> Counted:
    if len(pixels) > _MOST_AT_ONCE:
        half = len(pixels) // 2
        return add(
            [
                _count_8_bit(pixels[:half], threads, stage(progress, 0.0, 0.5)),
                _count_8_bit(pixels[half:], threads, stage(progress, 0.5, 1.0)),
            ],
            threads=threads,
        )
    return Counted(*_core.count(pixels.view(np.uint8), threads, progress), None)


def _count_in_blocks(
    image: Colors, mask: NDArray[np.uint8] | None, threads: int, progress: Progress | None
) -> Counted:
    pixels = image.reshape(image.shape[0] * image.shape[1], 1, -1)
    weights = None if mask is None else mask.reshape(-1)

    def blocks() -> Iterator[Counted]:
        for begin in range(0, len(pixels), _BLOCK):
            part = slice(begin, begin + _BLOCK)
            yield _count_block(pixels[part], None if weights is None else weights[part], threads)
            if progress is not None:
                progress(min(1.0, (begin + _BLOCK) / len(pixels)))

    return add_as_they_come(blocks(), threads=threads)


def _count_block(pixels: Colors, weights: NDArray[np.uint8] | None, threads: int) -> Counted:
    if weights is not None and not weights.all():
        pixels, weights = pixels[weights > 0], weights[weights > 0]
    if weights is not None and (weights == FULL_WEIGHT).all():
        weights = None
    return Counted(*_core.distinct(as_colors(pixels), weights, threads))
