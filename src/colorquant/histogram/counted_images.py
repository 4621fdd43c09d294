"""Count the colors of images in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorquant._progress import Progress
from colorquant.counting import Counted, add_as_they_come, count
from colorquant.errors import InvalidImageError, InvalidOptionError
from colorquant.image import ImageLike, NoData, as_image, as_mask, nodata_colors

Weight = float | ImageLike | None

_MAX_BYTES = 1 << 28  # larger arrays are counted in blocks of rows


def count_image(
    image: ImageLike,
    weights: ImageLike | None,
    nodata: NoData | None,
    *,
    max_colors: int,
    threads: int,
    progress: Progress | None = None,
) -> Counted:
    """Count the colors of one image; the result may be empty.

    Parameters
    ----------
    image, weights, nodata
        As for `ColorHistogram.from_image`. Large arrays are counted in blocks of rows.
    max_colors
        Limit on distinct colors; beyond it similar colors are merged.
    threads
        Number of threads.
    progress
        Called with the fraction done, 0 to 1.

    Returns
    -------
    Counted
        Empty if the mask and nodata exclude every pixel.
    """
    if (
        isinstance(image, np.ndarray)
        and image.nbytes > _MAX_BYTES
        and image.ndim > 1
        and len(image) > 1
    ):
        parts = _count_blocks(image, weights, nodata, max_colors, threads, progress)
        return add_as_they_come(parts, threads=threads, max_colors=max_colors)
    array = as_image(image)
    mask = None if weights is None else as_mask(weights, array.shape[0], array.shape[1])
    channels = 4 if array.shape[2:] == (4,) else 3
    return count(
        array,
        mask,
        left_out=None if nodata is None else nodata_colors(nodata, channels),
        max_colors=max_colors,
        threads=threads,
        progress=progress,
    )


def _count_blocks(
    image: NDArray[Any],
    weights: ImageLike | None,
    nodata: NoData | None,
    max_colors: int,
    threads: int,
    progress: Progress | None,
) -> Iterator[Counted]:
    height = len(image)
    mask = None if weights is None else as_mask(weights, height, image.shape[1])
    rows = max(1, _MAX_BYTES * height // (2 * image.nbytes))
    for top in range(0, height, rows):
        part = slice(top, min(top + rows, height))
        of_part = None if mask is None else mask[part]
        try:
            yield count_image(image[part], of_part, nodata, max_colors=max_colors, threads=threads)
        except InvalidImageError as error:
            message = f"in rows {top:,} to {part.stop - 1:,}: {error}"
            raise InvalidImageError(message) from error
        if progress is not None:
            progress(part.stop / height)


def count_each(
    images: Iterable[ImageLike],
    weights: Iterable[Weight] | None,
    nodata: NoData | None,
    *,
    max_colors: int,
    threads: int,
) -> Iterator[Counted]:
    """Count the colors of images one after the other, with their weights.

    Parameters
    ----------
    images, weights, nodata
        As for `ColorHistogram.from_images`.
    max_colors
        Limit on distinct colors; beyond it similar colors are merged.
    threads
        Number of threads.

    Yields
    ------
    Counted
        The colors of each image.
    """
    for image, weight in _pairs(images, weights):
        if isinstance(weight, int | float | np.number):
            one = count_image(image, None, nodata, max_colors=max_colors, threads=threads)
            yield one.scaled(float(weight))
        else:
            yield count_image(image, weight, nodata, max_colors=max_colors, threads=threads)


def _pairs(
    images: Iterable[ImageLike], weights: Iterable[Weight] | None
) -> Iterator[tuple[ImageLike, Weight]]:
    """Return each image with its weight."""
    if isinstance(images, str | bytes):
        raise InvalidOptionError(f"images is {images!r}; allowed is a list or iterator of images")
    count = 0
    try:
        for image, weight in zip(
            images, repeat(None) if weights is None else weights, strict=weights is not None
        ):
            yield image, weight
            count += 1
    except ValueError as error:
        if not str(error).startswith("zip()"):
            raise
        raise InvalidOptionError(
            f"the numbers of weights and images differ (after {count:,}); allowed is one weight "
            "per image"
        ) from None
    if not count:
        raise InvalidOptionError("no image is given; at least one is needed")
