"""Histograms of dask arrays and files, counted in parallel."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import dask.array as da
import numpy as np
from dask import delayed
from dask.bag import Bag
from numpy.typing import NDArray

from colorquant._progress import Progress
from colorquant.dask.arrays import as_blocks, split
from colorquant.dask.computing import compute
from colorquant.dask.opening import open_raster
from colorquant.errors import ColorQuantWarning, InvalidImageError, InvalidOptionError
from colorquant.histogram import MAX_COLORS, ColorHistogram, check_max_colors
from colorquant.image import NoData, nodata_colors
from colorquant.rasters import is_large

FAN_IN = 4
"""Number of histograms added at a time."""

_MAX_TASKS = 4096  # that many images are counted in, a few after the other in one
_Part = ColorHistogram | None
_How = Mapping[str, Any]  # options of ColorHistogram.from_images


def histogram(
    source: Any,
    *,
    nodata: NoData | None = None,
    max_colors: int = MAX_COLORS,
    scheduler: str | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> ColorHistogram:
    """Count the colors of an array larger than memory, or of many files.

    Each block or file is counted where it is read. The histograms are added in a tree, four at a
    time, to limit memory.

    Parameters
    ----------
    source
        A dask array (h, w) or (h, w, c) of the types that `colorquant.quantize` takes, masked
        where it has no data; a dask bag of images, or paths of them; or paths in a list, or one.
        Zarr arrays and large TIFF files are read block by block.
    nodata
        Colors to ignore; see `colorquant.ColorHistogram.from_image`.
    max_colors
        Limit on distinct colors; see `colorquant.ColorHistogram.from_image`. A lower limit reduces
        the memory of workers for colors with alpha or 16 bits.
    scheduler
        Where to compute: the address of a cluster's scheduler, such as
        ``"tcp://10.0.0.1:8786"``; ``"threads"``, ``"processes"`` or ``"synchronous"``; by default
        the active client of ``distributed``, else threads.
    threads
        Number of threads without a cluster.
    progress
        Called with the fraction done, 0 to 1.

    Returns
    -------
    ColorHistogram
        Does not depend on blocks, their order or the scheduler.

    Raises
    ------
    InvalidImageError
        If the array, a block or an image is not supported, or no pixel is left.
    ImageFileError
        If a file cannot be read.
    ClusterError
        If the cluster cannot be reached, or lacks workers or this package.
    InvalidOptionError
        If an option is out of range, or there are no images.

    Warns
    -----
    ColorQuantWarning
        If similar colors were merged; see `colorquant.ColorHistogram`.
    """
    if nodata is not None:
        nodata_colors(nodata, 3)  # check before any work
    how = {"nodata": nodata, "max_colors": check_max_colors(max_colors)}
    total: _Part = compute(
        in_a_tree(_parts(source, how), max_colors),
        scheduler=scheduler,
        threads=threads,
        progress=progress,
    )
    if total is None:
        raise InvalidImageError("all pixels are nodata; at least one must remain")
    if not total.exact:  # warnings of workers are lost
        warnings.warn(
            f"the image has more than {max_colors:,} distinct colors; similar ones are merged "
            "in cells",
            ColorQuantWarning,
            stacklevel=2,
        )
    return total


def in_a_tree(parts: Sequence[Any], max_colors: int) -> Any:
    """Add delayed histograms in a tree.

    Parameters
    ----------
    parts
        The delayed histograms.
    max_colors
        Limit on distinct colors.

    Returns
    -------
    Delayed
        The delayed sum.
    """
    name, level = f"add-{uuid4().hex}", 0
    while level == 0 or len(parts) > 1:
        groups = [parts[begin : begin + FAN_IN] for begin in range(0, len(parts), FAN_IN)]
        parts = [
            delayed(_added)(group, max_colors, dask_key_name=(name, level, place))
            for place, group in enumerate(groups)
        ]
        level += 1
    return parts[0]


def _parts(source: Any, how: _How) -> list[Any]:
    """Return the delayed histograms of what a source has."""
    if isinstance(source, da.Array):
        return _parts_of_array(source, how)
    if isinstance(source, Bag):
        return [delayed(_count_images)(images, how) for images in source.to_delayed()]
    if isinstance(source, str | os.PathLike):
        source = [source]
    if not isinstance(source, Iterable) or isinstance(source, np.ndarray):
        raise InvalidImageError(
            f"a dask array, a dask bag or paths are needed; got {type(source).__name__}"
        )
    return _parts_of_files([Path(path).absolute() for path in source], how)


def _parts_of_files(paths: Sequence[Path], how: _How) -> list[Any]:
    if not paths:
        raise InvalidOptionError("no image is given; at least one is needed")
    arrays = [path for path in paths if is_large(path)]
    images = [path for path in paths if path not in set(arrays)]
    size = max(1, -(-len(images) // _MAX_TASKS))
    name = f"count-{uuid4().hex}"
    return [
        *(part for path in arrays for part in _parts_of_array(open_raster(path), how)),
        *(
            delayed(_count_images)(images[begin : begin + size], how, dask_key_name=(name, begin))
            for begin in range(0, len(images), size)
        ),
    ]


def _parts_of_array(array: Any, how: _How) -> list[Any]:
    blocks = as_blocks(array)
    counted = blocks.map_blocks(
        _count_block,
        how=how,
        name=f"count-{uuid4().hex}",
        drop_axis=list(range(2, blocks.ndim)),
        chunks=tuple((1,) * count for count in blocks.numblocks[:2]),
        dtype=object,
        meta=np.empty((0, 0), object),
    )
    return list(counted.to_delayed().reshape(-1))


def _count_block(block: NDArray[Any], how: _How) -> NDArray[np.object_]:
    taken = split(block)
    one: NDArray[np.object_] = np.empty((1, 1), object)
    if taken is not None:
        one[0, 0] = _count_images([taken.pixels], how)
    return one


def _count_images(images: Iterable[Any], how: _How) -> _Part:
    """Return the histogram of images, or None if there are none, or no pixel that counts."""
    held = list(images)
    if not held:
        return None
    try:
        return ColorHistogram.from_images(held, threads=1, **how)
    except InvalidImageError:
        if how["nodata"] is None:
            raise
        ColorHistogram.from_images(held, threads=1)  # raises what else is wrong
        return None


def _added(parts: Iterable[_Part | NDArray[np.object_]], max_colors: int) -> _Part:
    """Add up histograms, or what holds one in an array."""
    alone = [part[0, 0] if isinstance(part, np.ndarray) else part for part in parts]
    some = [part for part in alone if part is not None]
    if len(some) < 2:
        return some[0] if some else None
    return ColorHistogram.from_histograms(some, max_colors=max_colors, threads=1)
