"""Check dask arrays and split masked blocks."""

from typing import Any, NamedTuple

import dask.array as da
import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidImageError

_ALLOWED = "allowed are (h, w) and (h, w, c) with 1 to 4 channels c"


class Block(NamedTuple):
    """The unmasked pixels of a block and their mask.

    Attributes
    ----------
    pixels : numpy.ndarray
        (h, w) or (h, w, c), or (1, n) or (1, n, c) where some are masked.
    valid : numpy.ndarray or None
        (h, w) bool, which pixels are unmasked; None for all.
    """

    pixels: NDArray[Any]
    valid: NDArray[np.bool_] | None


def as_blocks(array: Any) -> Any:
    """Check a dask array and merge its channels into one chunk.

    Parameters
    ----------
    array
        (h, w) or (h, w, c) dask array, its chunks of known sizes.

    Returns
    -------
    dask.array.Array
        The array with one chunk along the channels.

    Raises
    ------
    InvalidImageError
        If it is not a dask array, has another shape, or its chunk sizes are unknown.
    """
    if not isinstance(array, da.Array):
        raise InvalidImageError(
            f"a dask array is needed; got {type(array).__name__}; open_raster and "
            "dask.array.from_array give one"
        )
    if any(np.isnan(array.shape)) or any(np.isnan(sum(sizes)) for sizes in array.chunks):
        raise InvalidImageError(
            f"the chunks of the array are not known: {array.chunks}; allowed are known ones, as "
            "compute_chunk_sizes() gives"
        )
    if array.ndim not in (2, 3) or (array.ndim == 3 and not 1 <= array.shape[2] <= 4):
        raise InvalidImageError(f"the array's shape is {array.shape}; {_ALLOWED}")
    if 0 in array.shape:
        raise InvalidImageError(f"the array's shape is {array.shape}: it has no pixels")
    return array if array.ndim == 2 else array.rechunk({2: -1})


def is_masked(array: Any) -> bool:
    """Return whether the blocks of a dask array are masked arrays.

    Parameters
    ----------
    array
        A dask array.

    Returns
    -------
    bool
        Whether they are masked.
    """
    return isinstance(array._meta, np.ma.MaskedArray)


def split(block: NDArray[Any]) -> Block | None:
    """Return the unmasked pixels of a block.

    A pixel is masked if all its channels are.

    Parameters
    ----------
    block
        (h, w) or (h, w, c), possibly masked.

    Returns
    -------
    Block or None
        None if all pixels are masked.
    """
    if not isinstance(block, np.ma.MaskedArray):
        return Block(block, None)
    mask: NDArray[np.bool_] = np.ma.getmaskarray(block)
    valid = np.logical_not(np.logical_and.reduce(np.atleast_3d(mask), axis=2))
    if valid.all():
        return Block(np.ma.getdata(block), None)
    if not valid.any():
        return None
    return Block(np.ma.getdata(block)[valid][np.newaxis], valid)
