"""Count the distinct colors of an image."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress, stage
from colorquant.counting.counts import FULL_WEIGHT, Counted, add, add_as_they_come
from colorquant.pixels import Colors, as_colors, to_16_bits

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


_MAX_AT_ONCE = 2**32 - 1  # the native count of one color has 32 bits
_BLOCK = 1 << 20  # pixels sorted at a time, which bounds scratch memory


def count(
    image: Colors,
    mask: NDArray[np.uint8] | None = None,
    *,
    left_out: NDArray[np.uint16] | None = None,
    max_colors: int | None = None,
    threads: int,
    progress: Progress | None = None,
) -> Counted:
    """Count the colors of every pixel.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous. Gray counts as equal red,
        green and blue.
    mask
        (h, w), what each pixel counts for, in 255ths; those at 0 are left out. None counts all in
        full.
    left_out
        (n, c) colors that do not count, of as many channels as the image's.
    max_colors
        How many colors there may be before they are cells, see `coarsened`; None for any number.
    threads
        How many threads to use; the answer does not depend on it.
    progress
        Told now and then the share done, from 0 to 1.

    Returns
    -------
    Counted
        Empty if nothing is left to count.
    """
    if mask is not None or image.dtype != np.uint8 or image.shape[2:] == (4,):
        return _count_in_blocks(image, mask, left_out, max_colors, threads, progress)
    if image.ndim == 2:
        return _without(_count_gray(image), left_out)
    return _without(_count_8_bit(image.reshape(-1, 3), threads, progress), left_out)


def _count_gray(image: Colors) -> Counted:
    counts = count_levels(image.view(np.uint8))
    levels = np.flatnonzero(counts)
    colors = np.repeat(levels.astype(np.uint8)[:, np.newaxis], 3, axis=1)
    return Counted(colors, counts[levels], None)


def _count_8_bit(pixels: Colors, threads: int, progress: Progress | None) -> Counted:
    if len(pixels) > _MAX_AT_ONCE:
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
    image: Colors,
    mask: NDArray[np.uint8] | None,
    left_out: NDArray[np.uint16] | None,
    max_colors: int | None,
    threads: int,
    progress: Progress | None,
) -> Counted:
    pixels = image.reshape(image.shape[0] * image.shape[1], 1, -1)
    weights = None if mask is None else mask.reshape(-1)

    def blocks() -> Iterator[Counted]:
        for begin in range(0, len(pixels), _BLOCK):
            part = slice(begin, begin + _BLOCK)
            of_part = None if weights is None else weights[part]
            yield _without(_count_block(pixels[part], of_part, threads), left_out)
            if progress is not None:
                progress(min(1.0, (begin + _BLOCK) / len(pixels)))

    return add_as_they_come(blocks(), threads=threads, max_colors=max_colors)


def _without(counted: Counted, left_out: NDArray[np.uint16] | None) -> Counted:
    if left_out is None:
        return counted
    colors, counts, weights, _ = counted
    kept = np.ones(len(colors), bool)
    deep = to_16_bits(colors)
    for color in left_out:
        kept &= (deep != color).any(axis=1)
    return Counted(colors[kept], counts[kept], None if weights is None else weights[kept])


def _count_block(pixels: Colors, weights: NDArray[np.uint8] | None, threads: int) -> Counted:
    if weights is not None and not weights.all():
        pixels, weights = pixels[weights > 0], weights[weights > 0]
    if weights is not None and (weights == FULL_WEIGHT).all():
        weights = None
    return Counted(*_core.distinct(as_colors(pixels), weights, threads))
