"""Write dask arrays as indexed files larger than memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask.array as da
from numpy.typing import NDArray

from colorquant._progress import Progress, stage
from colorquant.dask.applying import apply
from colorquant.dask.arrays import is_masked
from colorquant.dask.computing import Run, computing
from colorquant.dithering import NONE, Dither
from colorquant.files import folder_of
from colorquant.palette import Palette
from colorquant.rasters import check_raster_output, new_zarr, stored_chunks, write_tiff

_REGULAR = (2048, 2048)  # chunk shape for irregular blocks


def write(
    palette: Palette,
    array: Any,
    path: str | os.PathLike[str],
    *,
    dither: Dither = NONE,
    scheduler: str | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    overwrite: bool = True,
) -> None:
    """Map a dask array to a palette and write the indices block by block.

    On failure, no file is left.

    Parameters
    ----------
    palette, array
        As for `apply`.
    path
        A ``.zarr`` folder, which the workers write, or a ``.tif`` or ``.tiff`` file of up to 256
        opaque colors, which this process writes, one row of blocks after the other. Where the
        array is masked, the file stores which index means no data.
    dither
        As for `apply`.
    scheduler, threads, progress
        As for `histogram`.
    overwrite
        Whether an existing file or folder is replaced; if not, that is an `ImageFileError`.

    Raises
    ------
    InvalidOptionError
        If the path is not writable, the format cannot hold the palette, or `dither` is not
        ``"none"``.
    InvalidImageError
        If the array is not supported.
    ImageFileError
        If reading or writing fails.
    ClusterError
        As `histogram`.
    """
    indices = apply(palette, array, dither=dither)
    nodata = len(palette) if is_masked(array) else None
    target = check_raster_output(path, palette.colors, has_nodata=nodata is not None).absolute()
    with computing(scheduler=scheduler, threads=threads) as run:
        if target.suffix.lower() == ".zarr":
            _write_zarr(indices, target, palette, nodata, run, progress, overwrite)
        else:
            bands = _bands(indices, run, progress)
            write_tiff(
                target, bands, indices.shape, palette.colors, nodata=nodata, overwrite=overwrite
            )


def _write_zarr(
    indices: Any,
    target: Path,
    palette: Palette,
    nodata: int | None,
    run: Run,
    progress: Progress | None,
    overwrite: bool,
) -> None:
    if not all(_are_regular(sizes) for sizes in indices.chunks):
        indices = indices.rechunk(_REGULAR)
    blocks = indices.chunks[0][0], indices.chunks[1][0]
    with folder_of(target, overwrite=overwrite) as folder:
        array = new_zarr(
            folder,
            indices.shape,
            stored_chunks(blocks),
            indices.dtype,
            palette.colors,
            space=palette.space,
            nodata=nodata,
        )
        run(da.store(indices, array, lock=False, compute=False), progress)


def _bands(indices: Any, run: Run, progress: Progress | None) -> Iterator[NDArray[Any]]:
    """Compute one row of blocks after the other."""
    count = indices.numblocks[0]
    for row in range(count):
        yield run(indices.blocks[row], stage(progress, row / count, (row + 1) / count))


def _are_regular(sizes: tuple[int, ...]) -> bool:
    return all(size == sizes[0] for size in sizes[:-1]) and sizes[-1] <= sizes[0]
