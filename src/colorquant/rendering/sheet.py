"""A palette as a picture: a square for each entry."""

import io
import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant._options import MAX_COLORS, check_integer
from colorquant.errors import InvalidOptionError
from colorquant.rendering.checkerboard import WHITE, laid_over, squares

_WIDTH = 512  # of a picture whose size was not asked for
_LONGEST_SIDE = 32
_MIN_COLUMNS = 16
_MAX_PIXELS = 2**24


def draw_sheet(
    colors: NDArray[np.uint8], *, columns: int | None = None, side: int | None = None
) -> Image.Image:
    """Draw the entries in reading order, without gaps.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 sRGB.
    columns
        Entries in a row; None for 16, more where the picture would be higher than wide, and no
        more than there are.
    side
        Of a square, in pixels, 1 to 512; None for 32, or what makes 512 pixels in a row.

    Returns
    -------
    PIL.Image.Image
        RGBA. An entry with alpha lies over squares of white and gray; what is behind the last
        entry is transparent.

    Raises
    ------
    InvalidOptionError
        If an option is out of range, or the picture would have more than 16,777,216 pixels.
    """
    columns, side = _layout(len(colors), columns, side)
    rows = math.ceil(len(colors) / columns)
    height, width = rows * side, columns * side
    if height * width > _MAX_PIXELS:
        raise InvalidOptionError(
            f"the picture would be {width:,} x {height:,} pixels; "
            f"allowed are {_MAX_PIXELS:,} in all"
        )
    y, x = np.ogrid[0:height, 0:width]
    entry = (y // side * columns + x // side).astype(np.int32)
    is_gray = (squares(height, width, max(1, side // 4)) != WHITE).view(np.uint8)
    return Image.fromarray(_shades(colors, rows * columns)[is_gray, entry])


def as_png(picture: Image.Image) -> bytes:
    """Return a picture as a PNG file."""
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def _layout(count: int, columns: int | None, side: int | None) -> tuple[int, int]:
    """Return the entries in a row and the pixels of a side."""
    if columns is None:
        columns = min(count, max(_MIN_COLUMNS, math.isqrt(count - 1) + 1))
    columns = check_integer("columns", columns, 1, MAX_COLORS)
    if side is None:
        side = max(1, min(_LONGEST_SIDE, _WIDTH // columns))
    return columns, check_integer("side", side, 1, _WIDTH)


def _shades(colors: NDArray[np.uint8], cells: int) -> NDArray[np.uint8]:
    """Return (2, cells, 4): what each cell shows on a white square and on a gray one."""
    shades = np.zeros((2, cells, 4), np.uint8)
    levels = np.array(squares(2, 1, 1))
    shades[:, : len(colors), :3] = laid_over(colors[np.newaxis], levels)
    shades[:, : len(colors), 3] = 255
    return shades
