"""Bands: steps in what was smooth, which the eye follows as contours."""

import math

import numpy as np

from colorquant.image import ImageLike
from colorquant.metrics.blurred import (
    Gaussian,
    Planes,
    Smoothing,
    Tile,
    lab_of_light,
    light_of,
    reach,
    tiles,
)
from colorquant.metrics.delta_e import as_opaque_pair

_DEVIATION = 4.0  # pixels: wide enough to level out a dither, narrow enough to tell bands apart
_MARGIN = reach(_DEVIATION)
_RIM = 1  # for differences to the neighbors
# A step of height 1 has this slope once blurred, at its steepest.
_SLOPE_OF_STEP = 1.0 / (_DEVIATION * math.sqrt(2.0 * math.pi))
# What deviates more from an even slope is texture, and hides a contour. In units of CIELAB, chosen
# by eye: it takes in skies with the grain of film, and walls, but neither leaves nor fur.
_SMOOTH = 2.0


def banding(image: ImageLike, other: ImageLike) -> float:
    """Height of the steps in `other` where `image` has none, as the eye sees them.

    Both images are blurred as light, so that a dither counts as the color that it is seen as, and
    taken to CIELAB. Where the difference between them has a slope, there is an edge that the
    original does not have, or a slope of the original is gone: the two sides of a band. The slope
    is told as the height of a step that has it, and the root of the mean square is taken over the
    smooth pixels of `image`, the only ones where a band is seen. (That bands are to be sought where
    the image is smooth, on several pixels at once and by contrast is from CAMBI: Tandon et al.
    2021, doi:10.1109/PCS50896.2021.9477464. It does without an original; with one, nothing has to
    be guessed.)

    Parameters
    ----------
    image, other
        The original and what was made of it: two opaque images of the same height and width; gray
        counts as equal red, green and blue.

    Returns
    -------
    float
        From 0, no bands, on; in units of CIELAB. 0 if nothing in `image` is smooth.

    Raises
    ------
    InvalidImageError
        If their sizes differ, or one is not opaque.
    """
    a, b = as_opaque_pair(image, other)
    blur = Smoothing([Gaussian(1.0, _DEVIATION)], _MARGIN)
    height, width = a.shape[:2]
    squares, smooth_pixels = [], 0
    for tile in tiles(height, width, _MARGIN + _RIM):
        light = light_of(a, tile)
        seen, other_seen = (
            lab_of_light(blur(each, tile, _RIM)) for each in (light, light_of(b, tile))
        )
        is_smooth = _texture(lab_of_light(light), blur, tile) < _SMOOTH**2
        steps = _squared_slopes(other_seen - seen) / _SLOPE_OF_STEP**2
        squares.append(float(steps[is_smooth].sum()))
        smooth_pixels += int(np.count_nonzero(is_smooth))
    return math.sqrt(math.fsum(squares) / smooth_pixels) if smooth_pixels else 0.0


def _texture(lab: Planes, blur: Smoothing, tile: Tile) -> Planes:
    """Return (h, w) mean squares of what surrounds a pixel, less its mean and its slope."""
    mean = blur(lab, tile, _RIM)
    squares = blur(np.square(lab).sum(axis=2), tile)
    squares -= np.square(mean[_RIM:-_RIM, _RIM:-_RIM]).sum(axis=2)
    return squares - _DEVIATION**2 * _squared_slopes(mean)


def _squared_slopes(planes: Planes) -> Planes:
    """Return (h, w) per pixel, of planes with a rim, (h + 2, w + 2, 3)."""
    across = (planes[1:-1, 2:] - planes[1:-1, :-2]) / 2.0
    down = (planes[2:, 1:-1] - planes[:-2, 1:-1]) / 2.0
    squares: Planes = np.square(across).sum(axis=2) + np.square(down).sum(axis=2)
    return squares
