"""The nearest palette entry of every pixel, exactly."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant.remapping.any_color import Image, nearest_to_any
from colorquant.remapping.grey import nearest_to_grey
from colorquant.remapping.mapped import Mapped, new_indices


def nearest(
    image: Image,
    colors: NDArray[np.uint8],
    *,
    space: str = "srgb",
    threads: int,
    progress: Progress | None = None,
) -> Mapped:
    """Map every pixel to its nearest palette entry, the lowest index on ties.

    Opaque 8-bit pixels in sRGB have ways of their own to the same answer.

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
    is_plain = image.dtype == np.uint8 and image.shape[2:] != (4,) and colors.shape[1] == 3
    if space != "srgb" or not is_plain:
        return nearest_to_any(image, colors, space, threads, progress)
    if image.ndim == 2:
        return nearest_to_grey(image.view(np.uint8), colors, threads)
    return _nearest_to_8_bit(image.view(np.uint8), colors, threads, progress)


def _nearest_to_8_bit(
    image: NDArray[np.uint8], colors: NDArray[np.uint8], threads: int, progress: Progress | None
) -> Mapped:
    """Map by a table over the cells of the colour space that occur.

    Cells with one possible entry are settled at once (the filtering of Kanungo et al. 2002,
    doi:10.1109/TPAMI.2002.1017616).
    """
    indices = new_indices(image.shape[0] * image.shape[1], len(colors))
    squared_error, used = _core.remap(image.reshape(-1, 3), colors, indices, threads, progress)
    return Mapped(indices.reshape(image.shape[:2]), float(squared_error), used)
