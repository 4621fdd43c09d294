"""Zarr arrays, read and written by windows."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from colorquant.errors import InvalidImageError
from colorquant.rasters.raster import Layout, Raster, library, nodata_of, reading

PALETTE, NODATA = "palette", "nodata"
"""Attributes of an array of indices: its entries, and the index of pixels that are none."""

_NODATA = (NODATA, "_FillValue")
_LETTERS = {"y": "Y", "lat": "Y", "latitude": "Y", "row": "Y", "x": "X", "lon": "X"}
_LETTERS |= {"longitude": "X", "column": "X", "col": "X"}
_ALLOWED = "allowed are (h, w), (h, w, c) or (c, h, w) with 1 to 4 channels c"


def open_zarr(path: Path) -> Raster:
    """Open a Zarr array; see `colorquant.rasters.open_raster`.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    Raster
    """
    zarr = library("zarr")
    with reading(path):
        array = _image_of(zarr.open(str(path), mode="r"), path)
        attributes: dict[str, Any] = array.attrs.asdict()
        axes = _axes(array, attributes, path)
        nodata = nodata_of(_number(_first(attributes)), array.dtype, path)
        sizes = dict(zip(axes, array.shape, strict=True))
        chunks = dict(zip(axes, array.chunks, strict=True))
        layout = Layout(
            axes=axes,
            samples=sizes.get("S", 1),
            nodata=nodata,
            colors=_palette(attributes, nodata, path),
        )
        return Raster(path, array, (chunks["Y"], chunks["X"]), layout)


def _image_of(node: Any, path: Path) -> Any:
    """Return an array, or that of a group: its only one, or the finest of an OME-Zarr image."""
    if hasattr(node, "shape"):
        return node
    attributes = node.attrs.asdict()
    scales = attributes.get("ome", attributes).get("multiscales")
    if scales:
        return node[scales[0]["datasets"][0]["path"]]
    arrays = dict(node.arrays())
    if len(arrays) != 1:
        raise InvalidImageError(
            f"{path} is a group of the arrays {', '.join(sorted(arrays)) or 'none'}; allowed is "
            f"one of them, as {path}/NAME"
        )
    return next(iter(arrays.values()))


def _axes(array: Any, attributes: Mapping[str, Any], path: Path) -> str:
    """Return which axis is which: by their names, else by their lengths."""
    shape: tuple[int, ...] = array.shape
    names = getattr(array.metadata, "dimension_names", None) or attributes.get("_ARRAY_DIMENSIONS")
    found = _named(shape, names or ()) or _guessed(shape)
    if found is None:
        raise InvalidImageError(f"the shape of {path} is {shape}; {_ALLOWED}")
    return found


def _named(shape: tuple[int, ...], names: Sequence[str | None]) -> str | None:
    letters = [_LETTERS.get(str(name).lower(), "S") for name in names]
    if letters.count("Y") != 1 or letters.count("X") != 1:
        return None
    if letters.index("X") < letters.index("Y"):  # the window would come out on its side
        return None
    return _with_samples(shape, letters)


def _guessed(shape: tuple[int, ...]) -> str | None:
    last = len(shape) - 1
    if last < 1:
        return None
    letters = ["S"] * len(shape)
    if last > 1 and shape[last] <= 4:
        letters[last - 2 : last] = "YX"
    else:
        letters[last - 1 :] = "YX"
    return _with_samples(shape, letters)


def _with_samples(shape: tuple[int, ...], letters: list[str]) -> str | None:
    """Return the axes if no more than one of them besides Y and X is longer than 1."""
    long = [place for place, letter in enumerate(letters) if letter == "S" and shape[place] > 1]
    if len(long) > 1 or any(shape[place] > 4 for place in long):
        return None
    return "".join(
        "-" if letter == "S" and place not in long else letter
        for place, letter in enumerate(letters)
    )


def _first(attributes: Mapping[str, Any]) -> Any:
    """Return what marks pixels that are none; every Zarr has a fill value, which says nothing."""
    return next((attributes[name] for name in _NODATA if attributes.get(name) is not None), None)


def _number(value: Any) -> Any:
    """Return a number that xarray writes in base64, as it does with floats."""
    if isinstance(value, str) and len(value) == 12:
        try:
            return struct.unpack("<d", base64.b64decode(value, validate=True))[0]
        except (binascii.Error, struct.error):
            return value
    return value


def _palette(
    attributes: Mapping[str, Any], nodata: float | None, path: Path
) -> NDArray[np.uint8] | None:
    """Return the entries of an array of indices, and one more for pixels that are none."""
    rows = attributes.get(PALETTE)
    if rows is None:
        return None
    try:
        colors = np.asarray(rows)
    except ValueError:
        colors = np.empty(0)
    is_palette = colors.ndim == 2 and colors.shape[1] in (3, 4) and colors.dtype.kind == "i"
    if not is_palette or colors.min() < 0 or colors.max() > 255:
        raise InvalidImageError(
            f"the attribute {PALETTE} of {path} is no palette; allowed are rows of red, green and "
            "blue, and perhaps alpha, from 0 to 255"
        )
    if nodata == len(colors):
        colors = np.concatenate([colors, np.zeros_like(colors[:1])])
    return colors.astype(np.uint8)


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
