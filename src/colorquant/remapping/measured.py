"""What indices that were chosen elsewhere cost."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant.color import SQUARED_STEP, PointSpace, get_space
from colorquant.color.depth import Colors, as_colors
from colorquant.remapping.mapped import Indices, Mapped

_PIXELS = 1 << 18  # compared at a time, to bound scratch memory


def measured(image: Colors, colors: NDArray[np.uint8], indices: Indices, threads: int) -> Mapped:
    """Add up the squared error of an image against the entries that its pixels were given.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    colors
        (k, 3) or (k, 4) uint8 palette entries, C-contiguous.
    indices
        (h, w) uint8 or uint16.
    threads
        How many threads to use.

    Returns
    -------
    Mapped
    """
    flat = indices.reshape(-1)
    if image.dtype == np.uint8 and image.shape[2:] != (4,) and colors.shape[1] == 3:
        squared_error, used = _core.measure(as_colors(image), colors, flat, threads)
        return Mapped(indices, float(squared_error), used)
    points = PointSpace(get_space("srgb"), image.shape[2:] == (4,) or colors.shape[1] == 4)
    entries = points.points(colors).astype(np.int64)
    rows = image.reshape(len(flat), 1, -1)
    total, is_used = 0, np.zeros(len(colors), bool)
    for begin in range(0, len(flat), _PIXELS):
        part = slice(begin, begin + _PIXELS)
        difference = points.points(as_colors(rows[part])) - entries[flat[part]]
        total += int(np.square(difference).sum())
        is_used[flat[part]] = True
    return Mapped(indices, total / SQUARED_STEP, int(np.count_nonzero(is_used)))
