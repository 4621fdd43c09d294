"""The nearest palette entry of every pixel, exactly."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant.color.depth import Colors
from colorquant.remapping.any_color import nearest_by_blocks, nearest_by_table
from colorquant.remapping.gray import LEVELS, map_gray
from colorquant.remapping.mapped import Mapped, new_indices


def nearest(
    image: Colors,
    colors: NDArray[np.uint8],
    *,
    space: str = "srgb",
    threads: int,
    progress: Progress | None = None,
) -> Mapped:
    """Map every pixel to its nearest palette entry, the lowest index on ties.

    An 8-bit color that is in the palette is mapped to itself, also where a working space has no
    room to tell it from another one of little opacity. Opaque 8-bit pixels have ways of their own
    to the same answer.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    colors
        (k, 3) or (k, 4) uint8 palette entries, C-contiguous.
    space
        The working space in which the nearest is nearest.
    threads
        How many threads to use; the answer does not depend on it.
    progress
        Told now and then the share done.

    Returns
    -------
    Mapped
    """
    if image.dtype != np.uint8 or image.shape[2:] == (4,) or colors.shape[1] == 4:
        return nearest_by_blocks(image, colors, space, threads, progress)
    pixels = image.view(np.uint8)
    if pixels.ndim == 2:
        of_levels = nearest(LEVELS, colors, space=space, threads=threads)
        return map_gray(pixels, colors, of_levels.indices[0])
    if space != "srgb":
        return nearest_by_table(pixels, colors, space, threads, progress)
    return _nearest_in_srgb(pixels, colors, threads, progress)


def _nearest_in_srgb(
    image: NDArray[np.uint8], colors: NDArray[np.uint8], threads: int, progress: Progress | None
) -> Mapped:
    """Map by a table over the cells of the color space that occur.

    Cells with one possible entry are settled at once (the filtering of Kanungo et al. 2002,
    doi:10.1109/TPAMI.2002.1017616).
    """
    indices = new_indices(image.shape[0] * image.shape[1], len(colors))
    squared_error, used = _core.remap(image.reshape(-1, 3), colors, indices, threads, progress)
    return Mapped(indices.reshape(image.shape[:2]), float(squared_error), used)
