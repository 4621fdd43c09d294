"""Map every pixel to its nearest palette entry, and measure the error."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress, stage
from colorquant.color import SQUARED_STEP, PointSpace, get_space
from colorquant.counting import count, count_levels
from colorquant.pixels import Colors, as_colors, as_words, to_8_bits

Indices: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]


class Mapped(NamedTuple):
    """The indices of an image, and what mapping saw on the way.

    Attributes
    ----------
    indices : numpy.ndarray
        (h, w), uint8 for up to 256 entries, else uint16.
    squared_error : float
        Sum over pixels and channels in 8-bit sRGB; with alpha, the mean of the errors over black
        and over white.
    used : int
        How many entries have pixels.
    """

    indices: Indices
    squared_error: float
    used: int


def new_indices(size: int, entries: int) -> Indices:
    """Return an uninitialized array of palette indices.

    Parameters
    ----------
    size
        The number of pixels.
    entries
        The number of palette entries.

    Returns
    -------
    numpy.ndarray
        (size,) uint8, or uint16 for more than 256 entries.
    """
    return np.empty(size, np.uint8) if entries <= 256 else np.empty(size, np.uint16)


Points = NDArray[np.uint16] | NDArray[np.int64]


def summed_squares(points: Points, others: Points, weights: NDArray[np.int64]) -> int:
    """Add up the weighted squared distances of points, exactly.

    Parameters
    ----------
    points, others
        (m, c) each, of 0 to 65,535.
    weights
        (m,) what each counts for.

    Returns
    -------
    int
        In the squared units of points; see `colorquant.color.points.SQUARED_STEP`.
    """
    difference = points.astype(np.int64) - others
    squares = np.einsum("ij,ij->i", difference, difference)
    # In two halves, which even pixels by the billion do not carry beyond 64 bits.
    return (int(weights @ (squares >> 16)) << 16) + int(weights @ (squares & 0xFFFF))


LEVELS = np.repeat(np.arange(256, dtype=np.uint8)[np.newaxis, :, np.newaxis], 3, axis=2)
"""(1, 256, 3), an image of all levels."""

_AT_ONCE = 1 << 20  # pixels: NumPy widens what it looks up


def map_gray(image: NDArray[np.uint8], colors: NDArray[np.uint8], table: Indices) -> Mapped:
    """Map every pixel to the entry of its level.

    Parameters
    ----------
    image
        (h, w) uint8, C-contiguous.
    colors
        (k, 3) uint8 palette entries.
    table
        (256,) the index of each level's entry.

    Returns
    -------
    Mapped
    """
    counts = count_levels(image)
    errors = np.square(LEVELS[0].astype(np.int64) - colors[table]).sum(axis=1)
    used = len(np.unique(table[counts > 0]))
    return Mapped(map_levels(image, table), float(counts @ errors), used)


def map_levels(image: NDArray[np.uint8], table: Indices) -> Indices:
    """Look every pixel up in a table of 256 entries.

    Parameters
    ----------
    image
        Any shape, uint8, C-contiguous.
    table
        (256,) uint8 or uint16.

    Returns
    -------
    numpy.ndarray
        Of the shape of `image` and the type of `table`.
    """
    mapped: Indices = np.empty(image.shape, dtype=table.dtype)
    flat, out = image.reshape(-1), mapped.reshape(-1)
    for begin in range(0, len(flat), _AT_ONCE):
        out[begin : begin + _AT_ONCE] = table[flat[begin : begin + _AT_ONCE]]
    return mapped


_BLOCK = 1 << 20  # pixels mapped at a time, which bounds scratch memory


class Assigner:
    """Assign distinct colors to their nearest entries, and sum up the squared error.

    Colors are put where the working space has them and assigned to the entries as in the fit.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 palette entries.
    space
        The working space.
    alpha
        Whether colors are compared with their alpha.
    threads
        Number of threads.
    """

    def __init__(self, colors: NDArray[np.uint8], space: str, *, alpha: bool, threads: int) -> None:
        alpha = alpha or colors.shape[1] == 4
        self._points = PointSpace(get_space(space), alpha)
        self._in_srgb = PointSpace(get_space("srgb"), alpha)
        self._entries = self._points.points(colors)
        self._words, self._order = np.unique(as_words(colors), return_index=True)
        self._entries_in_srgb = self._in_srgb.points(colors)
        self._threads = threads
        self._used = np.zeros(len(colors), bool)
        self._squared_error = 0

    def assign(self, found: Colors, counts: NDArray[np.int64]) -> Indices:
        """Assign colors to their nearest entries, the lowest index on ties.

        Parameters
        ----------
        found
            (m, 3) or (m, 4) distinct colors.
        counts
            (m,) int64 numbers of pixels.

        Returns
        -------
        numpy.ndarray
            (m,) palette indices.
        """
        points = self._points.points(found)
        labels = _core.assign(points, self._entries, self._threads)
        self._prefer_equal(found, labels)
        self._used[labels] = True
        in_srgb = points if self._points == self._in_srgb else self._in_srgb.points(found)
        self._squared_error += summed_squares(in_srgb, self._entries_in_srgb[labels], counts)
        indices = new_indices(len(labels), len(self._used))
        indices[:] = labels
        return indices

    def _prefer_equal(self, found: Colors, labels: NDArray[np.int32]) -> None:
        """Let a color that is in the palette be that entry, whatever has the same point."""
        rows: NDArray[np.intp] | slice = slice(None)
        if found.dtype == np.uint16:  # few of those can be: their two bytes are equal
            [rows] = np.nonzero((found == (found >> 8) * np.uint16(257)).all(axis=1))
        words = as_words(to_8_bits(found[rows]))
        places = np.minimum(np.searchsorted(self._words, words), len(self._words) - 1)
        equal = self._words[places] == words
        labels[rows] = np.where(equal, self._order[places], labels[rows])

    def mapped(self, indices: Indices) -> Mapped:
        """Return indices with the sums so far.

        Parameters
        ----------
        indices
            (h, w) palette indices.

        Returns
        -------
        Mapped
        """
        used = int(np.count_nonzero(self._used))
        return Mapped(indices, self._squared_error / SQUARED_STEP, used)


def nearest_by_table(
    image: NDArray[np.uint8],
    colors: NDArray[np.uint8],
    space: str,
    threads: int,
    progress: Progress | None = None,
) -> Mapped:
    """Map opaque 8-bit pixels by a table of those of all their colors that occur.

    Parameters
    ----------
    image
        (h, w, 3) uint8, C-contiguous.
    colors, space, threads, progress
        As for `colorquant.remapping.nearest`.

    Returns
    -------
    Mapped
    """
    found, counts, *_ = count(image, threads=threads, progress=stage(progress, 0.0, 0.5))
    assigner = Assigner(colors, space, alpha=False, threads=threads)
    labels = assigner.assign(found, counts)
    table = np.empty(1 << 24, labels.dtype)
    red, green, blue = found.astype(np.uint32).T
    table[red << 16 | green << 8 | blue] = labels
    indices = new_indices(image.shape[0] * image.shape[1], len(colors))
    _core.look_up(image.reshape(-1, 3), table, indices, threads)
    return assigner.mapped(indices.reshape(image.shape[:2]))


def nearest_by_blocks(
    image: Colors,
    colors: NDArray[np.uint8],
    space: str,
    threads: int,
    progress: Progress | None = None,
) -> Mapped:
    """Map pixels of any kind, by the distinct colors of one block of them after the other.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    colors, space, threads, progress
        As for `colorquant.remapping.nearest`.

    Returns
    -------
    Mapped
    """
    assigner = Assigner(colors, space, alpha=image.shape[2:] == (4,), threads=threads)
    pixels = image.reshape(image.shape[0] * image.shape[1], 1, -1)
    indices = new_indices(len(pixels), len(colors))
    for begin in range(0, len(pixels), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        found, counts, places = _core.distinct_places(as_colors(pixels[part]), threads)
        np.take(assigner.assign(found, counts), places, out=indices[part])
        if progress is not None:
            progress(min(1.0, (begin + _BLOCK) / len(pixels)))
    return assigner.mapped(indices.reshape(image.shape[:2]))


_PIXELS = 1 << 18  # compared at a time, to bound scratch memory


def measured(image: Colors, colors: NDArray[np.uint8], indices: Indices, threads: int) -> Mapped:
    """Add up the squared error of an image against the entries that its pixels were given.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    colors
        (k, 3) or (k, 4) uint8 palette entries, C-contiguous.
    indices
        (h, w) uint8 or uint16.
    threads
        How many threads to use.

    Returns
    -------
    Mapped
    """
    flat = indices.reshape(-1)
    if image.dtype == np.uint8 and image.shape[2:] != (4,) and colors.shape[1] == 3:
        squared_error, used = _core.measure(as_colors(image), colors, flat, threads)
        return Mapped(indices, float(squared_error), used)
    points = PointSpace(get_space("srgb"), image.shape[2:] == (4,) or colors.shape[1] == 4)
    entries = points.points(colors).astype(np.int64)
    rows = image.reshape(len(flat), 1, -1)
    total, is_used = 0, np.zeros(len(colors), bool)
    for begin in range(0, len(flat), _PIXELS):
        part = slice(begin, begin + _PIXELS)
        difference = points.points(as_colors(rows[part])) - entries[flat[part]]
        total += int(np.square(difference).sum())
        is_used[flat[part]] = True
    return Mapped(indices, total / SQUARED_STEP, int(np.count_nonzero(is_used)))


def nearest(
    image: Colors,
    colors: NDArray[np.uint8],
    *,
    space: str = "srgb",
    threads: int,
    progress: Progress | None = None,
) -> Mapped:
    """Map every pixel to its nearest palette entry, the lowest index on ties.

    An 8-bit color that is in the palette is mapped to itself, also where a working space has no
    room to tell it from another one of little opacity. Opaque 8-bit pixels have ways of their own
    to the same answer.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    colors
        (k, 3) or (k, 4) uint8 palette entries, C-contiguous.
    space
        The working space in which the nearest is nearest.
    threads
        How many threads to use; the answer does not depend on it.
    progress
        Told now and then the share done.

    Returns
    -------
    Mapped
    """
    if image.dtype != np.uint8 or image.shape[2:] == (4,) or colors.shape[1] == 4:
        return nearest_by_blocks(image, colors, space, threads, progress)
    pixels = image.view(np.uint8)
    if pixels.ndim == 2:
        of_levels = nearest(LEVELS, colors, space=space, threads=threads)
        return map_gray(pixels, colors, of_levels.indices[0])
    if space != "srgb":
        return nearest_by_table(pixels, colors, space, threads, progress)
    return _nearest_in_srgb(pixels, colors, threads, progress)


def _nearest_in_srgb(
    image: NDArray[np.uint8], colors: NDArray[np.uint8], threads: int, progress: Progress | None
) -> Mapped:
    """Map by a table over the cells of the color space that occur.

    Cells with one possible entry are settled at once (the filtering of Kanungo et al. 2002,
    doi:10.1109/TPAMI.2002.1017616).
    """
    indices = new_indices(image.shape[0] * image.shape[1], len(colors))
    squared_error, used = _core.remap(image.reshape(-1, 3), colors, indices, threads, progress)
    return Mapped(indices.reshape(image.shape[:2]), float(squared_error), used)
