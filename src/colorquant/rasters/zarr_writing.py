"""Zarr arrays of indices, whose chunks many may write at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from colorquant.rasters.extra import library
from colorquant.rasters.zarr import NODATA, PALETTE

_LONGEST = 1024


def new_zarr(
    folder: Path,
    shape: tuple[int, int],
    chunks: tuple[int, int],
    dtype: DTypeLike,
    colors: NDArray[np.uint8],
    *,
    space: str,
    nodata: int | None = None,
) -> Any:
    """Make an array of indices that are still to be written.

    Parameters
    ----------
    folder
        An empty one, which becomes the array.
    shape, chunks
        Height and width of the image, and of what is stored as one file.
    dtype
        uint8 or uint16.
    colors
        (k, 3) or (k, 4) uint8: the attribute ``palette``, as lists of numbers.
    space
        Where the nearest color was nearest: the attribute ``space``.
    nodata
        The index of pixels that are none, if any: the attribute ``nodata``.

    Returns
    -------
    zarr.Array
        Of format 3, with the dimensions y and x.
    """
    attributes: dict[str, Any] = {PALETTE: colors.tolist(), "space": space}
    if nodata is not None:
        attributes[NODATA] = nodata
    return library("zarr").create_array(
        str(folder),
        shape=shape,
        chunks=chunks,
        dtype=dtype,
        fill_value=nodata or 0,
        dimension_names=("y", "x"),
        attributes=attributes,
        zarr_format=3,
    )


def stored_chunks(block: tuple[int, int]) -> tuple[int, int]:
    """Return the chunks of an array that is written by blocks: no two share one.

    Parameters
    ----------
    block
        Height and width of what is written at a time.

    Returns
    -------
    tuple of int
        Divisors of these, of about 1,024 or less where they have such.
    """
    height, width = map(_divisor, block)
    return height, width


def _divisor(length: int) -> int:
    fewest = -(-length // _LONGEST)
    parts = range(fewest, 4 * fewest + 1)
    return next((length // count for count in parts if length % count == 0), length)
