"""Map dask arrays to a palette lazily."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorquant._validation import MAX_COLORS
from colorquant.dask.arrays import as_blocks, is_masked, split
from colorquant.dithering import NONE, Dither
from colorquant.errors import InvalidOptionError
from colorquant.palette import Indices, Palette


def apply(palette: Palette, array: Any, *, dither: Dither = NONE) -> Any:
    """Map every pixel of a dask array to its nearest palette color, lazily.

    Ties go to the lowest index.

    Parameters
    ----------
    palette
        The palette.
    array
        (h, w) or (h, w, c) dask array, as for `histogram`.
    dither
        Only ``"none"``: dithering each block separately would show block edges.

    Returns
    -------
    dask.array.Array
        (h, w) indices, uint8 or uint16. Where the array is masked, pixels without data get the
        index ``len(palette)``.

    Raises
    ------
    InvalidImageError
        If the array is not supported.
    InvalidOptionError
        If `dither` is anything else, or no index is left for pixels without data.
    """
    if dither != NONE:
        raise InvalidOptionError(
            f"dither is {dither!r}; allowed is {NONE!r} for images in blocks, because "
            "dithering would show block edges"
        )
    blocks = as_blocks(array)
    dtype = type_of_indices(palette, has_nodata=is_masked(blocks))
    return blocks.map_blocks(
        _mapped,
        palette,
        dtype,
        drop_axis=list(range(2, blocks.ndim)),
        dtype=dtype,
        meta=np.empty((0, 0), dtype),
    )


def type_of_indices(palette: Palette, *, has_nodata: bool) -> type[np.uint8] | type[np.uint16]:
    """Return the dtype of the indices of a palette.

    Parameters
    ----------
    palette
        The palette.
    has_nodata
        Whether pixels without data need an index.

    Returns
    -------
    type
        uint8 or uint16.
    """
    needed = len(palette) + has_nodata
    if needed > MAX_COLORS:
        raise InvalidOptionError(
            f"the palette has {len(palette):,} colors; allowed are up to {MAX_COLORS - 1:,}, "
            "because pixels without data need an index"
        )
    return np.uint8 if needed <= 256 else np.uint16


def _mapped(block: NDArray[Any], palette: Palette, dtype: Any) -> NDArray[Any]:
    taken = split(block)
    if taken is not None and taken.valid is None:
        mapped: Indices = palette.apply(taken.pixels, dither="none", threads=1).indices
        return mapped.astype(dtype, copy=False)
    indices = np.full(block.shape[:2], len(palette), dtype)
    if taken is not None:
        indices[taken.valid] = palette.apply(taken.pixels, dither="none", threads=1).indices[0]
    return indices
