"""Tiled TIFF files with a palette, written one row of tiles after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from colorquant.files import write_atomically
from colorquant.rasters.extra import library
from colorquant.rasters.tiff import GDAL_NODATA

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

    write_atomically(path, write)


def regrouped(bands: Iterable[NDArray[Any]], height: int) -> Iterator[NDArray[Any]]:
    """Cut bands of any heights into ones of this height; the last may be lower."""
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
