"""Squared error of what is left when both images are blurred."""

import math
from numbers import Real

import numpy as np

from colorquant.color.depth import largest
from colorquant.errors import InvalidOptionError
from colorquant.image import ImageLike
from colorquant.metrics.pairs import Image, as_opaque_pair
from colorquant.metrics.smoothing import (
    Gaussian,
    Planes,
    Smoothing,
    Tile,
    quantize_to_target,
    tiles,
)

MAX_SIGMA = 30.0  # pixels; more would need large tiles


def blurred_mse(image: ImageLike, other: ImageLike, *, sigma: float = 1.5) -> float:
    """Mean over pixels of the squared error of the blurred images, summed over the channels.

    It says what is left to see once the eye has mixed neighboring pixels: a dither of two colors
    around the right one counts little here, and much in `distortion`. The blur is Gaussian, in
    sRGB as stored, with mirrored edges and cut off at four standard deviations.

    Parameters
    ----------
    image, other
        Two opaque images of the same height and width; gray counts as equal red, green and blue.
    sigma
        The standard deviation of the blur in pixels, 0 to 30; 0 does not blur. The default is
        near what the eye itself does where a degree of sight has some 70 pixels; see
        `scielab`.

    Returns
    -------
    float
        In squared 8-bit sRGB units, 0 to 195,075.

    Raises
    ------
    InvalidImageError
        If their sizes differ, or one is not opaque.
    InvalidOptionError
        If `sigma` is out of range.
    """
    if not isinstance(sigma, Real) or not 0.0 <= sigma <= MAX_SIGMA:
        raise InvalidOptionError(f"sigma is {sigma!r}; allowed is 0 to {MAX_SIGMA:g}")
    a, b = as_opaque_pair(image, other)
    margin = quantize_to_target(sigma)
    smooth = Smoothing([Gaussian(1.0, sigma)], margin)
    height, width = a.shape[:2]
    parts = (
        # Blurs add, so that of the difference is the difference of the blurs.
        float(np.square(smooth(_part(a, tile) - _part(b, tile), tile)).sum()) * _share(a, b)
        for tile in tiles(height, width, margin)
    )
    return math.fsum(parts) / (height * width)


def _part(image: Image, tile: Tile) -> Planes:
    """Cut out a tile with its margins, (h, w, 1) or (h, w, 3), in 8-bit units."""
    part = tile.of(image).astype(np.float64) * (255.0 / largest(image))
    return part if part.ndim == 3 else part[..., np.newaxis]


def _share(a: Image, b: Image) -> float:
    """Return how many channels one stands for: two gray images have one instead of three."""
    return 3.0 if a.ndim == b.ndim == 2 else 1.0
