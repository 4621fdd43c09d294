"""The formats of rasters, and which files are taken as such."""

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from colorquant.errors import ImageFileError, InvalidOptionError
from colorquant.rasters.raster import Raster
from colorquant.rasters.tiff import count_pixels, open_tiff
from colorquant.rasters.zarr import open_zarr

RASTER_FORMATS: dict[str, Callable[[Path], Raster]] = {
    ".tif": open_tiff,
    ".tiff": open_tiff,
    ".zarr": open_zarr,
}
"""How files of each ending are opened; a folder is a Zarr, whatever its name."""

RASTER_SUFFIXES = tuple(RASTER_FORMATS)
LARGE = 1 << 26
"""Pixels above which a TIFF is read piece by piece."""

_ZARR_FILES = ("zarr.json", ".zarray", ".zgroup")


def open_raster(path: str | os.PathLike[str]) -> Raster:
    """Open an image for reading it by windows.

    Parameters
    ----------
    path
        A TIFF file, tiled or in strips, or the folder of a Zarr array, or of a group with one
        array or an OME-Zarr image in it.

    Returns
    -------
    Raster

    Raises
    ------
    ImageFileError
        If there is none, or it cannot be read.
    InvalidImageError
        If its pixels are of a kind that is not supported.
    InvalidOptionError
        If it is of another format, or the extra ``rasters`` is not installed.

    Warns
    -----
    ColorQuantWarning
        If something in the file is left out: further images, bands or masks, a color profile.
    """
    path = Path(path).absolute()
    if path.is_dir():
        if not is_zarr(path):
            raise ImageFileError(f"{path} is a folder, and no Zarr; a raster is needed")
        return open_zarr(path)
    if not path.exists():
        raise ImageFileError(f"{path} does not exist")
    opener = RASTER_FORMATS.get(path.suffix.lower())
    if opener is None:
        raise InvalidOptionError(
            f"raster {path} ends in {path.suffix!r}; allowed are {', '.join(RASTER_SUFFIXES)}"
        )
    return opener(path)


def is_zarr(path: Path) -> bool:
    """Check whether a path is a Zarr array or group.

    Parameters
    ----------
    path
        The path.

    Returns
    -------
    bool
    """
    return any((path / name).is_file() for name in _ZARR_FILES)


def is_large(path: Path) -> bool:
    """Check whether an image is read in windows by default: a Zarr array or a large TIFF.

    Parameters
    ----------
    path
        The path.

    Returns
    -------
    bool
    """
    if path.is_dir():
        return is_zarr(path)
    has_format = path.suffix.lower() in (".tif", ".tiff") and path.is_file()
    return has_format and find_spec("tifffile") is not None and count_pixels(path) > LARGE
