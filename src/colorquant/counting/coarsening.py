"""Too many colors to hold: cells that keep their means.

Colors that differ in the lowest bits only, the same number of bits in each channel, are one cell.
How many bits that are is the least with which the cells are few enough. More pixels make no fewer
cells, so that the answer is the same in whatever order, and in whatever parts, pixels are counted.
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from colorquant.color.depth import Colors
from colorquant.counting.counted import Coarse, Counted

MAX_COLORS = 1 << 24
"""As many as there are opaque colors of 8 bits, which are therefore never too many."""


def coarsened(counted: Counted, max_colors: int) -> Counted:
    """Return counts of no more than so many cells, or as they are if the colors are no more.

    Parameters
    ----------
    counted
        Of colors, or of cells.
    max_colors
        How many cells there may be; opaque 8-bit colors may be as many as there are.

    Returns
    -------
    Counted
        Fully transparent colors are a cell of their own.
    """
    colors, coarse = counted.colors, counted.coarse
    if _cannot_be_too_many(colors) or (coarse is None and len(colors) <= max_colors):
        return counted
    shift = 0 if coarse is None else coarse.shift
    starts = _cells(colors, shift)
    while len(starts) > max_colors:
        shift += 1
        starts = _cells(colors, shift)
    sums = np.add.reduceat(counted.sums, starts)
    total = np.add.reduceat(counted.sample_weight, starts)
    return Counted(
        means(sums, total, colors.dtype),
        np.add.reduceat(counted.counts, starts),
        None if counted.weights is None else total,
        Coarse(sums, shift),
    )


def means(
    sums: NDArray[np.int64], weights: NDArray[np.int64], dtype: np.dtype[np.uint8 | np.uint16]
) -> Colors:
    """Return (m, c) sums over weights (m,), rounded."""
    over = weights[:, np.newaxis]
    return cast(Colors, ((2 * sums + over) // (2 * over)).astype(dtype))


def are_cells(counted: Counted) -> bool:
    """Tell whether coarse counts are such as come from here."""
    colors, coarse = counted.colors, counted.coarse
    if coarse is None or not 0 <= coarse.shift <= 8 * colors.dtype.itemsize:
        return False
    max_colors = np.iinfo(colors.dtype).max * counted.sample_weight[:, np.newaxis]
    if (coarse.sums < 0).any() or (coarse.sums > max_colors).any():
        return False
    expected = means(coarse.sums, counted.sample_weight, colors.dtype)
    return bool((colors == expected).all()) and len(_cells(colors, coarse.shift)) == len(colors)


def _cannot_be_too_many(colors: Colors) -> bool:
    return colors.dtype == np.uint8 and colors.shape[1] == 3


def _cells(colors: Colors, shift: int) -> NDArray[np.intp]:
    """Return where cells begin: in Z-order, the colors of one follow one another."""
    cells = colors >> shift
    is_new = (cells[1:] != cells[:-1]).any(axis=1)
    if len(is_new) and not colors[0].any() and colors.shape[1] == 4:
        is_new[0] = True  # before it is what is fully transparent
    return np.concatenate([[0], np.flatnonzero(is_new) + 1])
