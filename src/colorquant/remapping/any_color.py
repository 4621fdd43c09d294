"""The nearest entry for pixels of any depth, with or without alpha, in any working space."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant.color import PointSpace, get_space
from colorquant.color.depth import as_colors
from colorquant.remapping.mapped import Mapped, new_indices

Image = NDArray[np.uint8] | NDArray[np.uint16]

_BLOCK = 1 << 20  # pixels mapped at a time, which bounds scratch memory
_SQUARED_STEP = 257**2  # of one 8-bit step, in the squared units of points


def nearest_to_any(
    image: Image,
    colors: NDArray[np.uint8],
    space: str,
    threads: int,
    progress: Progress | None = None,
) -> Mapped:
    """Map every pixel to its nearest palette entry, the lowest index on ties.

    The distinct colours of one block of pixels after the other are put where the working space has
    them and assigned to the entries as in the fit.

    Parameters
    ----------
    image, colors, space, threads, progress
        As for `colorquant.remapping.nearest`.

    Returns
    -------
    Mapped
    """
    alpha = image.shape[2:] == (4,) or colors.shape[1] == 4
    points = PointSpace(get_space(space), alpha)
    srgb = PointSpace(get_space("srgb"), alpha)
    entries, entries_in_srgb = points.points(colors), srgb.points(colors).astype(np.int64)
    pixels = image.reshape(image.shape[0] * image.shape[1], 1, -1)
    indices = new_indices(len(pixels), len(colors))
    used = np.zeros(len(colors), bool)
    squared_error = 0
    for begin in range(0, len(pixels), _BLOCK):
        block = as_colors(pixels[begin : begin + _BLOCK])
        found, counts, places = _core.distinct_places(block, threads)
        labels = _core.assign(points.points(found), entries, threads)
        np.take(labels.astype(indices.dtype), places, out=indices[begin : begin + _BLOCK])
        used[labels] = True
        difference = srgb.points(found) - entries_in_srgb[labels]
        squared_error += int(counts @ np.square(difference).sum(axis=1))
        if progress is not None:
            progress(min(1.0, (begin + _BLOCK) / len(pixels)))
    return Mapped(
        indices.reshape(image.shape[:2]), squared_error / _SQUARED_STEP, int(np.count_nonzero(used))
    )
