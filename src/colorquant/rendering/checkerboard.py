"""Squares of white and gray, which say that something is transparent."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

WHITE, GRAY = 255, 221


def squares(height: int, width: int, side: int) -> NDArray[np.uint8]:
    """Return (height, width) `WHITE` and `GRAY` in squares of so many pixels, white first."""
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
