"""Choose the image views of a report within its size limit.

Small images are shown at full resolution. Others have two views: the whole image scaled down, and a
full-resolution detail around the largest errors.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.compare import Comparison
from colorquant.palette import IndexedImage
from colorquant.report.encoded import Encoded, exact, exact_indexed, lossy, within
from colorquant.report.error_maps import ErrorMaps, draw_error_image

# Bytes of pictures. Base64 adds a third, and the page is to stay below ten million.
_ALL, _WHOLE, _PART = 6_900_000, 2_900_000, 4_000_000
_LONGEST_SIDES = (2048, 1600, 1280, 1024, 800, 640, 512, 384, 256)
_SIDES_OF_PART = (1024, 768, 512, 384, 256, 128, 64)

Makers = Iterator[Callable[[], Encoded]]
Window = tuple[slice, slice]


@dataclass(frozen=True, eq=False)
class View:
    """One view of the original, the results and their error maps.

    Attributes
    ----------
    name : str
        ``"whole"`` or ``"detail"``.
    title, note : str
        Title and description.
    width, height : int
        In pixels.
    original : Encoded
        The original.
    results : tuple of (Encoded, Encoded)
        Each result and its error map.
    """

    name: str
    title: str
    note: str
    width: int
    height: int
    original: Encoded
    results: tuple[tuple[Encoded, Encoded], ...]


def make_views(
    comparison: Comparison, errors: ErrorMaps, pngs: Sequence[bytes]
) -> tuple[View, ...]:
    """Return a full-resolution view, or a scaled-down view and a detail.

    Parameters
    ----------
    comparison
        The original and the results.
    errors
        Error maps of the results.
    pngs
        The PNG of each result.

    Returns
    -------
    tuple of View
        One or two views.
    """
    height, width = comparison.original.shape[:2]
    everything = (slice(0, height), slice(0, width))
    if made := within(_ALL, _of_window(comparison, errors, everything, pngs)):
        note = f"Every pixel of {width:,} × {height:,}."
        return (_view("whole", "Whole picture", note, (width, height), made),)
    return _scaled_down(comparison, errors), _detail(comparison, errors)


def _scaled_down(comparison: Comparison, errors: ErrorMaps) -> View:
    height, width = comparison.original.shape[:2]
    for longest in _LONGEST_SIDES:
        share = min(1.0, longest / max(height, width))
        size = max(1, round(width * share)), max(1, round(height * share))
        if made := within(_WHOLE, _of_size(comparison, errors, size)):
            break
    assert made is not None  # 256 pixels a side are little enough
    note = (
        f"Scaled down from {width:,} × {height:,} to {size[0]:,} × {size[1]:,} pixels and "
        "compressed, to keep the page small; the detail has every pixel as it is."
    )
    return _view("whole", "Whole picture", note, size, made)


def _detail(comparison: Comparison, errors: ErrorMaps) -> View:
    height, width = comparison.original.shape[:2]
    row, column = errors.middle_of_the_worst
    for side in _SIDES_OF_PART:
        window = _around(row, side, height), _around(column, side, width)
        if made := within(_PART, _of_window(comparison, errors, window)):
            break
    assert made is not None  # 64 pixels a side are little enough
    size = window[1].stop - window[1].start, window[0].stop - window[0].start
    note = (
        f"{size[0]:,} × {size[1]:,} pixels from column {window[1].start:,} and row "
        f"{window[0].start:,} on, where the errors are largest; every pixel as it is."
    )
    return _view("detail", "Detail", note, size, made)


def _of_window(
    comparison: Comparison, errors: ErrorMaps, window: Window, pngs: Sequence[bytes] | None = None
) -> Makers:
    """Yield what makes every pixel of a window: each result and map, then the original."""
    for place, (result, each) in enumerate(zip(comparison.results, errors.maps, strict=True)):
        yield partial(_cut, result.indexed, window, None if pngs is None else pngs[place])
        yield partial(_cut, draw_error_image(each.values, errors.top), window, None)
    yield partial(exact, np.ascontiguousarray(comparison.original[window]))


def _of_size(comparison: Comparison, errors: ErrorMaps, size: tuple[int, int]) -> Makers:
    """Yield the same of the whole at a size, (width, height)."""
    for result, each in zip(comparison.results, errors.maps, strict=True):
        yield partial(_small, result.indexed.to_array(), size)
        yield partial(_small_map, each.values, errors.top, size)
    yield partial(_small, comparison.original, size)


def _view(name: str, title: str, note: str, size: tuple[int, int], made: Sequence[Encoded]) -> View:
    pairs = tuple(zip(made[:-1:2], made[1:-1:2], strict=True))
    return View(name, title, note, *size, made[-1], pairs)


def _cut(indexed: IndexedImage, window: Window, png: bytes | None) -> Encoded:
    return exact_indexed(replace(indexed, indices=indexed.indices[window].copy()), png)


def _small(pixels: NDArray[np.uint8], size: tuple[int, int]) -> Encoded:
    picture = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS)
    return lossy(np.asarray(picture))


def _small_map(values: NDArray[np.float32], top: float, size: tuple[int, int]) -> Encoded:
    averaged = np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BOX))
    return lossy(draw_error_image(averaged, top).to_array())


def _around(middle: int, side: int, length: int) -> slice:
    """Return a slice of a given length around an index, within bounds."""
    begin = max(0, min(middle - side // 2, length - side))
    return slice(begin, min(begin + side, length))
