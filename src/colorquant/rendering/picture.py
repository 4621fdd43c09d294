"""Palettes, errors and transparent images as pictures."""

from __future__ import annotations

import io
import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from colorquant._validation import MAX_COLORS, check_integer
from colorquant.color import get_space
from colorquant.errors import InvalidOptionError

WHITE, GRAY = 255, 221


def squares(height: int, width: int, side: int) -> NDArray[np.uint8]:
    """Draw a checkerboard.

    Parameters
    ----------
    height, width
        The size in pixels.
    side
        The side of a square in pixels.

    Returns
    -------
    numpy.ndarray
        (height, width) uint8 of `WHITE` and `GRAY`, white first.
    """
    y, x = np.ogrid[0:height, 0:width]
    return np.where((y // side + x // side) % 2, np.uint8(GRAY), np.uint8(WHITE))


def laid_over(colors: NDArray[np.uint8], gray: ArrayLike) -> NDArray[np.uint8]:
    """Return what shows of colors over a gray.

    Parameters
    ----------
    colors
        (..., 3) or (..., 4) uint8 sRGB, with straight alpha.
    gray
        (...) level beneath each, 0 to 255.

    Returns
    -------
    numpy.ndarray
        (..., 3) uint8; colors without alpha as they are.
    """
    if colors.shape[-1] == 3:
        return colors
    opacity = colors[..., 3:] / 255.0
    beneath = np.asarray(gray)[..., np.newaxis]
    laid: NDArray[np.float64] = colors[..., :3] * opacity + beneath * (1.0 - opacity)
    return np.rint(laid).astype(np.uint8)


# OKLab: the lightness goes up in equal steps, so that more always looks more, also to those who
# do not tell hues apart; hues go from blue over purple and orange to yellow on the way.
_MARKS = np.array(
    [
        (0.00, 0.000, 0.000),
        (0.24, 0.030, -0.110),
        (0.48, 0.160, -0.040),
        (0.72, 0.110, 0.120),
        (0.96, -0.020, 0.090),
    ]
)


def heat_colors(count: int) -> NDArray[np.uint8]:
    """Return the colors of a heat map, from the smallest value to the largest.

    Parameters
    ----------
    count
        The number of colors, 2 or more.

    Returns
    -------
    numpy.ndarray
        (count, 3) uint8 sRGB, each lighter than the one before.
    """
    places = np.linspace(0.0, len(_MARKS) - 1, count)
    axes = [np.interp(places, np.arange(len(_MARKS)), axis) for axis in _MARKS.T]
    shares = get_space("oklab").to_srgb(np.stack(axes, axis=1))
    return np.rint(np.clip(shares, 0.0, 1.0) * 255.0).astype(np.uint8)


def draw_error_map(
    values: NDArray[np.float32], top: float, *, shades: int = 256
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Draw color differences as a heat map.

    Parameters
    ----------
    values
        (h, w) float32 color differences, from 0.
    top
        The difference drawn in the last color; larger ones are drawn in it, too.
    shades
        The number of colors, 2 to 256.

    Returns
    -------
    indices : numpy.ndarray
        (h, w) uint8.
    colors : numpy.ndarray
        (shades, 3) uint8 sRGB, from black to pale yellow; see `heat_colors`.
    """
    scaled = np.rint(values * ((shades - 1) / top))
    return np.minimum(scaled, shades - 1).astype(np.uint8), heat_colors(shades)


LARGEST = 1280  # a picture with a longer side is scaled down to it
SMALLEST = 240  # one with no side this long is enlarged, by a whole factor to keep pixels square
_SQUARE = 8  # side of what is seen through transparent pixels


def draw_picture(pixels: NDArray[np.uint8]) -> Image.Image:
    """Draw an image, pixel for pixel where it is neither too large nor too small for that.

    Parameters
    ----------
    pixels
        (h, w, 3) or (h, w, 4) uint8 sRGB. What has alpha lies over squares of white and gray.

    Returns
    -------
    PIL.Image.Image
        RGB. What is larger than 1280 pixels is scaled down to that, what is smaller than 240 is
        enlarged by a whole factor.
    """
    height, width = pixels.shape[:2]
    picture = Image.fromarray(laid_over(pixels, squares(height, width, _SQUARE)))
    longest = max(picture.size)
    if longest > LARGEST:
        width, height = (max(1, round(side * LARGEST / longest)) for side in picture.size)
        return picture.resize((width, height), Image.Resampling.LANCZOS)
    if longest < SMALLEST:
        factor = math.ceil(SMALLEST / longest)
        width, height = (side * factor for side in picture.size)
        return picture.resize((width, height), Image.Resampling.NEAREST)
    return picture


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
    """Encode a Pillow image as a PNG file.

    Parameters
    ----------
    picture
        The image.

    Returns
    -------
    bytes
    """
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
