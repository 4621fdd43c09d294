"""An image at a size that can be looked at."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.rendering.checkerboard import laid_over, squares

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
