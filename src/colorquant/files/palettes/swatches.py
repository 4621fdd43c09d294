"""What every palette file comes down to."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorquant.pixels import with_alpha, without_hidden

_NOT_OF_ONE_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class DamagedPaletteError(Exception):
    """What is wrong within a palette file: raised by its reader, which does not know its name."""


@dataclass(frozen=True, eq=False)
class Swatches:
    """The entries of a palette file, in its order.

    Attributes
    ----------
    colors : numpy.ndarray
        (k, 4) uint8 sRGB and alpha; all 0 where alpha is. Entries may be equal.
    names : tuple of str or None
        Each entry's, a text of one line, empty if it has none; None if no entry has a name.
    title : str
        What the palette is called, a text of one line; empty if the file does not say.
    """

    colors: NDArray[np.uint8]
    names: tuple[str, ...] | None = None
    title: str = ""


def make_swatches(colors: ArrayLike, names: list[str] | None = None, title: str = "") -> Swatches:
    """Bring what a file says to the form of `Swatches`.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) from 0 to 255; may be empty.
    names
        One per entry, any text.
    title
        Any text.

    Returns
    -------
    Swatches
    """
    entries = np.array(colors, dtype=np.uint8)
    entries = entries if entries.size else np.empty((0, 4), np.uint8)
    shown = without_hidden(with_alpha(entries)).view(np.uint8)
    lines = tuple(map(one_line, names or ()))
    return Swatches(shown, lines if any(lines) else None, one_line(title))


def without_repeats(swatches: Swatches) -> Swatches:
    """Keep the first of equal colors, with its name.

    Parameters
    ----------
    swatches
        Colors and names.

    Returns
    -------
    Swatches
        The same without repeats.
    """
    kept = in_order_of_appearance(swatches.colors)
    names = swatches.names and tuple(swatches.names[place] for place in kept)
    return Swatches(swatches.colors[kept], names, swatches.title)


def in_order_of_appearance(colors: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return where each distinct color comes first.

    Parameters
    ----------
    colors
        (k, 4) uint8.

    Returns
    -------
    numpy.ndarray
        (d,) int64 positions in ascending order.
    """
    words = np.ascontiguousarray(colors).view(np.uint32).reshape(-1)
    _, first = np.unique(words, return_index=True)
    return np.sort(first)


def one_line(text: str) -> str:
    """Clean a name: without control characters, and without white space at its ends.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    str
    """
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _NOT_OF_ONE_LINE.sub(" ", text)).strip()
