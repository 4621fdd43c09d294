"""The libraries of the extra ``rasters``, imported when they are first needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import (
    ColorQuantError,
    ImageFileError,
    InvalidImageError,
    InvalidOptionError,
    reason_of,
)


def library(name: str) -> Any:
    """Import ``tifffile`` or ``zarr``.

    Parameters
    ----------
    name
        ``"tifffile"`` or ``"zarr"``.

    Returns
    -------
    module

    Raises
    ------
    InvalidOptionError
        If it is not installed: how to get it.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise InvalidOptionError(
            f"reading and writing rasters piece by piece needs {name}: "
            "pip install 'colorquant[rasters]'"
        ) from None


_PIXELS = 1 << 23
_WIDEST = 8192  # pixels: flat blocks, for a TIFF is written by rows of them


def block_shape(shape: tuple[int, ...], tile: tuple[int, int]) -> tuple[int, int]:
    """Return the height and width of the blocks that a raster is read by.

    Parameters
    ----------
    shape
        Height and width of the raster, and perhaps its channels.
    tile
        Height and width of its tiles, each of which is decoded as a whole.

    Returns
    -------
    tuple of int
        Multiples of the tile's, so that each tile is decoded once, or the whole raster's; about
        8 million pixels, or a tile if that has more.
    """
    high, wide = tile
    across = max(1, min(_WIDEST // wide, _PIXELS // (high * wide)))
    width = min(across * wide, shape[1])
    down = max(1, _PIXELS // width // high)
    return min(down * high, shape[0]), width


LARGEST_TILE = 1 << 28
"""Pixels that have to be decoded at a time, at most."""

_KINDS = (np.bool_, np.uint8, np.uint16, np.float16, np.float32, np.float64)


@dataclass(frozen=True, eq=False)
class Layout:
    """How the numbers of a raster lie in its file, and what they mean.

    Attributes
    ----------
    axes : str
        What each axis of the stored array is: Y, X, S for samples of a pixel, or - for one of
        length 1.
    samples : int
        How many of the samples are taken: those of colors and alpha; 1 to 4.
    nodata : int or float or None
        What all colors of a pixel that is none are; None if there are no such pixels.
    colors : numpy.ndarray or None
        (k, 3) or (k, 4), the palette, where the numbers are indices.
    white_is_zero : bool
        Whether the numbers are to be turned round.
    """

    axes: str
    samples: int = 1
    nodata: float | None = None
    colors: NDArray[Any] | None = None
    white_is_zero: bool = False


class Raster:
    """An image that is read by windows.

    Parameters
    ----------
    path
        The file or folder.
    stored
        The array of the library that reads it.
    tile
        Height and width of a tile in the file.
    layout
        The meaning of the axes and of the levels.

    Attributes
    ----------
    path : Path
        Where it is.
    shape : tuple of int
        (h, w) of gray levels or (h, w, c) of 2 to 4 channels, alpha last of 2 or 4.
    dtype : numpy.dtype
        bool, uint8, uint16, float16, float32 or float64, of any byte order.
    tile : tuple of int
        Height and width of what is decoded at a time.
    nodata : int or float or None
        What all colors of a pixel that is none are in the file. If not None, what is read is
        masked.
    """

    def __init__(self, path: Path, stored: Any, tile: tuple[int, int], layout: Layout) -> None:
        self.path, self.tile, self.nodata = path, tile, layout.nodata
        self._stored, self._layout = stored, layout
        sizes = dict(zip(layout.axes, stored.shape, strict=True))
        read = stored if layout.colors is None else layout.colors
        channels = layout.samples if layout.colors is None else layout.colors.shape[1]
        self.dtype = np.dtype(read.dtype)
        self.shape: tuple[int, ...] = (sizes["Y"], sizes["X"], *[channels][: channels > 1])
        _check(self)

    @property
    def ndim(self) -> int:
        """2 or 3."""
        return len(self.shape)

    def read(self, rows: slice, columns: slice) -> NDArray[Any]:
        """Return a window.

        Parameters
        ----------
        rows, columns
            From where to where, in steps of 1.

        Returns
        -------
        numpy.ndarray
            (h, w) or (h, w, c) as `shape` says; masked where the raster has no data, if it says
            so.

        Raises
        ------
        ImageFileError
            If the file is damaged, or gone.
        """
        block = self._numbers(rows, columns)
        missing = self._missing(block)
        if self._layout.white_is_zero:
            block = ~block if block.dtype == np.bool_ else np.iinfo(block.dtype).max - block
        if self._layout.colors is not None:
            with reading(self.path):
                block = self._layout.colors[block]
        if missing is None:
            return block
        whole = missing if block.ndim == 2 else np.repeat(missing[..., None], block.shape[2], 2)
        return np.ma.MaskedArray(block, whole)

    def _numbers(self, rows: slice, columns: slice) -> NDArray[Any]:
        """Return a window of what is stored, (h, w) or (h, w, c)."""
        layout = self._layout
        part: dict[str, slice | int] = {"Y": rows, "X": columns, "S": slice(layout.samples)}
        with reading(self.path):
            block = np.asarray(self._stored[tuple(part.get(axis, 0) for axis in layout.axes)])
        kept = layout.axes.replace("-", "")
        if "S" not in kept:
            return block
        block = np.moveaxis(block, kept.index("S"), 2)
        return block[..., 0] if layout.samples == 1 else block

    def _missing(self, block: NDArray[Any]) -> NDArray[np.bool_] | None:
        nodata = self._layout.nodata
        if nodata is None:
            return None
        colors = block[..., : block.shape[2] - 1 + block.shape[2] % 2] if block.ndim == 3 else block
        missing = np.isnan(colors) if np.isnan(nodata) else colors == colors.dtype.type(nodata)
        every: NDArray[np.bool_] = missing if missing.ndim == 2 else missing.all(axis=2)
        return every


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn any error of a library that reads a raster into an `ImageFileError`.

    Parameters
    ----------
    path
        The file or folder.

    Yields
    ------
    None

    Raises
    ------
    ImageFileError
        If anything is raised that is not ours.
    """
    try:
        yield
    except (ColorQuantError, MemoryError):
        raise
    except FileNotFoundError:
        raise ImageFileError(f"{path} does not exist") from None
    except Exception as error:  # decoders raise many kinds for damaged files
        raise ImageFileError(f"{path} cannot be read: {reason_of(error)}") from error


def nodata_of(value: object, dtype: np.dtype[Any], path: Path) -> float | None:
    """Return the level that marks pixels without data.

    Parameters
    ----------
    value
        A number, or how a file writes one; None if there is no such mark.
    dtype
        Of the pixels.
    path
        What a message names.

    Returns
    -------
    float or None
        None if there is no mark, or no pixel of this dtype can have it.

    Raises
    ------
    InvalidImageError
        If it is no number.
    """
    if value is None:
        return None
    try:
        number = float(value)  # type: ignore[arg-type]  # that is what is being checked
    except (TypeError, ValueError):
        raise InvalidImageError(f"nodata of {path} is {value!r}; allowed is a number") from None
    if dtype.kind == "f":
        return number
    most = 1 if dtype.kind == "b" else np.iinfo(dtype).max
    return int(number) if number == np.floor(number) and 0 <= number <= most else None


def _check(raster: Raster) -> None:
    name, shape = raster.path, raster.shape
    if raster.dtype.newbyteorder("=") not in _KINDS:
        raise InvalidImageError(
            f"the type of {name} is {raster.dtype}; allowed are bool, uint8, uint16 and, from 0 to "
            "1, float16, float32 and float64"
        )
    if 0 in shape:
        raise InvalidImageError(f"the shape of {name} is {shape}: it has no pixels")
    if raster.tile[0] * raster.tile[1] > LARGEST_TILE:
        raise InvalidImageError(
            f"{name} is compressed in pieces of {raster.tile[0]:,} x {raster.tile[1]:,} pixels; "
            f"allowed are tiles, or strips, of up to {LARGEST_TILE:,} pixels"
        )
