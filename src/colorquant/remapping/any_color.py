"""The nearest entry for pixels of any depth, with or without alpha, in any working space."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress, stage
from colorquant.color import SQUARED_STEP, PointSpace, get_space
from colorquant.color.depth import Colors, as_colors, as_words, to_8_bits
from colorquant.counting import count
from colorquant.remapping.mapped import Indices, Mapped, new_indices
from colorquant.remapping.squares import summed_squares

_BLOCK = 1 << 20  # pixels mapped at a time, which bounds scratch memory


class Assigner:
    """Finds the entries nearest to distinct colors, and adds up what that costs.

    Colors are put where the working space has them and assigned to the entries as in the fit.
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
        """Return the index of each color's entry, (m,), the lowest on ties."""
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
        """Return the indices with what was added up."""
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
