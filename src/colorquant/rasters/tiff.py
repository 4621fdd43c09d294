"""Tiled TIFF files, read and written by windows."""

from __future__ import annotations

import warnings
import weakref
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import ColorQuantWarning, InvalidImageError
from colorquant.files import write_atomically
from colorquant.rasters.raster import Layout, Raster, library, nodata_of, reading

GDAL_NODATA = 42113
_ICC_PROFILE, _ORIENTATION = 34675, 274
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _YCBCR = 0, 1, 2, 3, 6
_COLORS = {_WHITE_IS_ZERO: 1, _BLACK_IS_ZERO: 1, _RGB: 3, _PALETTE: 1, _YCBCR: 3}
_JPEGS = (6, 7)
_ASSOCIATED_ALPHA, _STRAIGHT_ALPHA = 1, 2
_REDUCED, _MASK = 1, 4


def open_tiff(path: Path) -> Raster:
    """Open the first image of a TIFF file; see `colorquant.rasters.open_raster`.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Raster
    """
    tifffile, zarr = library("tifffile"), library("zarr")
    with reading(path), ExitStack() as opened:
        pages = opened.enter_context(tifffile.TiffFile(path)).pages
        raster = _raster(pages[0], path, zarr)
        _warn_of_rest(pages, path)
        weakref.finalize(raster, opened.pop_all().close)
        return raster


def count_pixels(path: Path) -> int:
    """Return the number of pixels of the first image of a TIFF file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    int
        0 if it cannot be read.
    """
    try:
        with library("tifffile").TiffFile(path) as file:
            page = file.pages[0]
            return int(page.imagelength) * int(page.imagewidth)
    except Exception:  # it is no TIFF, or a damaged one: whoever reads it will say so
        return 0


def _raster(page: Any, path: Path, zarr: Any) -> Raster:
    layout = _layout(page, path)
    if page.is_memmappable:
        return Raster(path, page.asarray(out="memmap"), (1, 1), layout)
    stored = zarr.open(page.aszarr(), mode="r")
    chunk = dict(zip(layout.axes, stored.chunks, strict=True))
    return Raster(path, stored, (chunk["Y"], chunk["X"]), layout)


def _layout(page: Any, path: Path) -> Layout:
    if page.axes not in ("YX", "YXS", "SYX"):
        raise InvalidImageError(f"{path} has the axes {page.axes}; allowed are YX, YXS and SYX")
    meaning = int(page.photometric)
    is_known = meaning in _COLORS and (meaning != _YCBCR or int(page.compression) in _JPEGS)
    if not is_known:
        raise InvalidImageError(
            f"the photometric interpretation of {path} is {meaning}; allowed are gray, RGB, "
            "palette, and YCbCr of JPEG"
        )
    tag = page.tags.get(GDAL_NODATA)
    nodata = None if tag is None else nodata_of(str(tag.value).strip("\0 "), page.dtype, path)
    return Layout(
        axes=page.axes,
        samples=_COLORS[meaning] + _alphas(page, path),
        nodata=nodata,
        colors=_entries(page.colormap) if meaning == _PALETTE else None,
        white_is_zero=meaning == _WHITE_IS_ZERO,
    )


def _entries(colormap: NDArray[np.uint16]) -> NDArray[np.generic]:
    """Return the rows of a color map, of 8 bits if any of the usual ways makes 16 of them."""
    entries = np.ascontiguousarray(colormap.T)
    for factor in (1, 256, 257):
        if (entries % factor == 0).all() and entries.max() <= 255 * factor:
            return (entries // factor).astype(np.uint8)
    return entries


def _alphas(page: Any, path: Path) -> int:
    """Return 1 if the first sample behind the colors is alpha; others are left out."""
    extra = [int(kind) for kind in page.extrasamples]
    if extra and extra[0] == _ASSOCIATED_ALPHA:
        raise InvalidImageError(
            f"the colors of {path} are multiplied by alpha; allowed is straight alpha"
        )
    alphas = 1 if extra and extra[0] == _STRAIGHT_ALPHA else 0
    if others := len(extra) - alphas:
        _warn(f"{path} has {others} bands that are neither colors nor alpha; they are left out")
    return alphas


def _warn_of_rest(pages: Any, path: Path) -> None:
    """Say what of a file does not come in; smaller versions of the same are no loss."""
    tags = pages[0].tags
    if _ICC_PROFILE in tags:
        _warn(f"the color profile of {path} is left out; its colors are taken as sRGB")
    turn = tags.get(_ORIENTATION)
    if turn is not None and int(turn.value) != 1:
        _warn(f"{path} is to be shown turned or mirrored; it is taken as it lies in the file")
    if len(pages) == 1:
        return
    kind = int(pages[1].subfiletype)
    if kind & _MASK:
        _warn(f"{path} has a mask, which is left out")
    elif not kind & _REDUCED:
        _warn(f"{path} has several images; the first is taken")


def _warn(message: str) -> None:
    warnings.warn(message, ColorQuantWarning, stacklevel=5)


TILE = 512
_ASCII = 2
# Offsets of a classic TIFF have 32 bits. What does not shrink grows a little by deflating, and the
# lists of tiles take room: 32 MiB is far more than both.
_MAX_IN_CLASSIC = 2**32 - 2**25


def write_tiff(
    path: Path,
    bands: Iterable[NDArray[Any]],
    shape: tuple[int, int],
    colors: NDArray[np.uint8],
    *,
    nodata: int | None = None,
    overwrite: bool = True,
) -> None:
    """Write indices as a tiled, deflated TIFF with a palette, whole or not at all.

    Parameters
    ----------
    path
        The file; see `check_raster_output`.
    bands
        (h, width) uint8 each, from top to bottom, of any heights. They are taken as they are
        needed.
    shape
        Height and width of the image.
    colors
        (k, 3) uint8, up to 256.
    nodata
        The index of pixels that are none, if any: it gets black in the color map, and the tag
        that GDAL reads, 42113, names it.
    overwrite
        Whether an existing file is replaced; if not, that is an `ImageFileError`.

    Raises
    ------
    ImageFileError
        If writing fails.
    InvalidOptionError
        If the extra ``rasters`` is not installed.
    """
    tifffile = library("tifffile")
    extra = [] if nodata is None else [(GDAL_NODATA, _ASCII, 0, str(nodata), True)]

    def write(stream: BinaryIO) -> None:
        with tifffile.TiffWriter(stream, bigtiff=shape[0] * shape[1] > _MAX_IN_CLASSIC) as writer:
            writer.write(
                _tiles(regrouped(bands, TILE)),
                shape=shape,
                dtype=np.uint8,
                tile=(TILE, TILE),
                photometric="palette",
                colormap=_color_map(colors),
                compression="zlib",
                extratags=extra,
                metadata=None,
                software=False,
            )

    write_atomically(path, write, overwrite=overwrite)


def regrouped(bands: Iterable[NDArray[Any]], height: int) -> Iterator[NDArray[Any]]:
    """Cut bands of any heights into bands of one height.

    Parameters
    ----------
    bands
        (h, w, ...) arrays, one below the other.
    height
        The new height.

    Yields
    ------
    numpy.ndarray
        (height, w, ...); the last may be lower.
    """
    held: list[NDArray[Any]] = []
    for band in bands:
        held.append(band)
        if sum(map(len, held)) < height:
            continue
        together = np.concatenate(held) if len(held) > 1 else band
        whole = len(together) // height * height
        for top in range(0, whole, height):
            yield together[top : top + height]
        held = [together[whole:]] if whole < len(together) else []
    if held:
        yield np.concatenate(held)


def _tiles(bands: Iterable[NDArray[Any]]) -> Iterator[NDArray[Any]]:
    for band in bands:
        for left in range(0, band.shape[1], TILE):
            yield np.ascontiguousarray(band[:, left : left + TILE])


def _color_map(colors: NDArray[np.uint8]) -> NDArray[np.uint16]:
    entries = np.zeros((3, 256), np.uint16)
    entries[:, : len(colors)] = 257 * colors.T.astype(np.uint16)
    return entries
