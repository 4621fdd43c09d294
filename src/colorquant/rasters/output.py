"""Files of indices that are to be written piece by piece: what is known before any work."""

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidOptionError
from colorquant.files import check_output
from colorquant.rasters.formats import RASTER_SUFFIXES, is_zarr

_MAX_IN_TIFF = 256


def check_raster_output(
    path: str | os.PathLike[str],
    colors: NDArray[np.uint8],
    *,
    has_nodata: bool,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Make sure that indices can be written before any work is done for it.

    Parameters
    ----------
    path
        A ``.tif`` or ``.tiff`` file, or a ``.zarr`` folder; replaced if it exists.
    colors
        (k, 3) or (k, 4) uint8, the palette.
    has_nodata
        Whether pixels that are none get an index of their own, which is k.
    inputs
        Files and folders that it must not replace.

    Returns
    -------
    pathlib.Path
        `path`.

    Raises
    ------
    InvalidOptionError
        If it cannot be written there, or the format cannot hold so many entries, or alpha.
    """
    path = Path(path)
    if path.suffix.lower() == ".zarr":
        _check_folder(path, inputs)
        return path
    check_output(path, inputs=inputs, suffixes=RASTER_SUFFIXES)
    check_raster_palette(path, colors, has_nodata=has_nodata)
    return path


def check_raster_palette(path: Path, colors: NDArray[np.uint8], *, has_nodata: bool) -> None:
    """Check that the format of a raster can store a palette; see `check_raster_output`.

    Parameters
    ----------
    path
        The file; its extension names the format.
    colors
        (k, 3) or (k, 4) uint8.
    has_nodata
        Whether an index is needed for pixels without data.
    """
    if path.suffix.lower() == ".zarr":
        return
    most = _MAX_IN_TIFF - has_nodata
    if len(colors) > most:
        what = "a TIFF with a palette and an index for nodata" if has_nodata else "such a TIFF"
        raise InvalidOptionError(
            f"output {path} would hold {len(colors):,} colors; allowed in {what} are up to "
            f"{most}, and in a .zarr more"
        )
    if colors.shape[1] == 4:
        raise InvalidOptionError(
            f"output {path} would hold colors with alpha; allowed in a TIFF with a palette are "
            "opaque ones, and in a .zarr any"
        )


def _check_folder(path: Path, inputs: Iterable[str | os.PathLike[str]]) -> None:
    if path.is_dir() and not is_zarr(path) and any(path.iterdir()):
        raise InvalidOptionError(f"output {path} is a folder, and no Zarr; another name is needed")
    if path.exists() and not path.is_dir():
        raise InvalidOptionError(f"output {path} is a file, and no Zarr; another name is needed")
    if not path.parent.is_dir():
        state = "is not a folder" if path.parent.exists() else "does not exist"
        raise InvalidOptionError(f"output folder {path.parent} {state}")
    own = path.resolve()
    for other in (Path(each).resolve() for each in inputs):
        if own == other or own in other.parents:
            raise InvalidOptionError(f"output {path} is the input; another name is needed")
        if other in own.parents:
            raise InvalidOptionError(f"output {path} is inside the input {other}")
