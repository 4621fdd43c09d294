"""Open raster files as dask arrays."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import dask.array as da
import numpy as np
from dask.base import tokenize
from numpy.typing import NDArray

from colorquant.errors import ColorQuantWarning
from colorquant.rasters import Raster, block_shape
from colorquant.rasters import open_raster as open_file


class Windows:
    """A raster file that is sliced like an array and reopened in each process.

    Parameters
    ----------
    raster
        The open raster.
    """

    def __init__(self, raster: Raster) -> None:
        self._raster = raster
        self.shape, self.dtype, self.ndim = raster.shape, raster.dtype, raster.ndim

    def __getitem__(self, place: tuple[slice, ...]) -> NDArray[Any]:
        return self._raster.read(place[0], place[1])

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopened, (self._raster.path,)


def open_raster(path: str | os.PathLike[str]) -> Any:
    """Open an image file as a dask array that is read block by block.

    Parameters
    ----------
    path
        A TIFF file, tiled or in strips, or the folder of a Zarr array, or of a group with one
        array or an OME-Zarr image in it. Each worker of a cluster opens it under this path.

    Returns
    -------
    dask.array.Array
        (h, w) of gray levels or (h, w, c) of 2 to 4 channels, alpha last of 2 or 4. Blocks have
        about 8 million pixels, whole tiles of the file. They are masked where the raster has
        its nodata value, if it defines one.

    Raises
    ------
    ImageFileError
        If there is no such file, or it cannot be read.
    InvalidImageError
        If its pixel type is not supported.
    InvalidOptionError
        If it is of another format.

    Warns
    -----
    ColorQuantWarning
        If part of the file is ignored: further images, bands or masks, a color profile.
    """
    raster = open_file(path)
    high, wide = block_shape(raster.shape, raster.tile)
    sample: NDArray[Any] = np.empty((0,) * raster.ndim, raster.dtype)
    return da.from_array(
        Windows(raster),
        chunks=(high, wide, *raster.shape[2:]),
        name=f"raster-{tokenize(str(raster.path), _stamp(raster.path))}",
        lock=False,
        asarray=False,
        meta=sample if raster.nodata is None else np.ma.MaskedArray(sample),
    )


def _reopened(path: Path) -> Windows:
    with warnings.catch_warnings():  # already issued when the array was opened
        warnings.simplefilter("ignore", ColorQuantWarning)
        return Windows(open_file(path))


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what changes when a file does; chunks that are written into a Zarr do not tell."""
    status = (path / "zarr.json" if (path / "zarr.json").exists() else path).stat()
    return status.st_mtime_ns, status.st_size, status.st_ino
