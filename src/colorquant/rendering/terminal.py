"""A palette as lines of text, and in the true color of a terminal."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from colorquant.pixels import to_hex
from colorquant.rendering.picture import laid_over

_RESET = "\x1b[0m"  # ECMA-48, SGR 0; the background in red, green and blue is ISO/IEC 8613-6's
_SWATCH = "   "  # twice: over white and over black, which look the same if opaque


def as_lines(
    colors: NDArray[np.uint8], names: Sequence[str] | None, *, colored: bool
) -> Iterator[str]:
    """Make a line for each entry: its index, its hexadecimal digits and its name.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 sRGB.
    names
        What each is called, or None. What a terminal would not show but do is left out.
    colored
        Whether a swatch stands there, too. What has alpha lies over white and over black.

    Yields
    ------
    str
        Without a line break.
    """
    width = len(str(len(colors) - 1))
    halves = [laid_over(colors, level) for level in (255, 0)]
    for index, color in enumerate(colors.tolist()):
        swatch = "".join(_on(half[index]) for half in halves) + _RESET + "  " if colored else ""
        name = "" if names is None else "".join(filter(str.isprintable, names[index]))
        yield f"{index:{width}}  {swatch}{to_hex(color):9}  {name}".rstrip()


def _on(color: NDArray[np.uint8]) -> str:
    red, green, blue = color.tolist()
    return f"\x1b[48;2;{red};{green};{blue}m{_SWATCH}"
