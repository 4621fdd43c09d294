"""The color difference of what the eye resolves, after S-CIELAB.

Zhang & Wandell 1997, *A spatial extension of CIELAB for digital color-image reproduction*,
doi:10.1889/1.1985127.
"""

import math
from numbers import Real

import numpy as np
from numpy.typing import NDArray

from colorquant.color import LINEAR_TO_RELATIVE_XYZ, lab_of_relative_xyz
from colorquant.errors import InvalidOptionError
from colorquant.image import ImageLike
from colorquant.metrics.blurred import Gaussian, Planes, Smoothing, Tile, light_of, tiles
from colorquant.metrics.delta_e import Image, as_opaque_pair, delta_e_2000_lab

MAX_PIXELS_PER_DEGREE = 250.0  # more would need large tiles

# Table 1 of the paper: weights, and spreads in degrees of visual angle, of exp(-(r / spread)^2).
_LUMINANCE = ((0.921, 0.0283), (0.105, 0.133), (-0.108, 4.336))
_RED_GREEN = ((0.531, 0.0392), (0.330, 0.494))
_BLUE_YELLOW = ((0.488, 0.0536), (0.371, 0.386))

# From XYZ to the opponents of Poirson & Wandell 1993: luminance, red to green, blue to yellow. With
# the digits and signs of the authors' program (cmatrix.m of S-CIELAB 1996), which also cuts filters
# off half a degree away (separableFilters.m).
_XYZ_TO_OPPONENTS = np.array(
    [
        [0.2787336, 0.7218031, -0.1065520],
        [-0.4487736, 0.2898056, 0.0771569],
        [0.0859513, -0.5899859, 0.5011089],
    ]
)
_REACH = 0.5
# The chromaticities of D65 in IEC 61966-2-1, x = 0.3127 and y = 0.3290, as XYZ where Y is 1.
_WHITE = np.array([0.3127, 0.3290, 1.0 - 0.3127 - 0.3290]) / 0.3290

_RELATIVE_XYZ_TO_OPPONENTS = _XYZ_TO_OPPONENTS * _WHITE
_LINEAR_TO_OPPONENTS = _RELATIVE_XYZ_TO_OPPONENTS @ np.array(LINEAR_TO_RELATIVE_XYZ)
_OPPONENTS_TO_RELATIVE_XYZ = np.linalg.inv(_RELATIVE_XYZ_TO_OPPONENTS)


def scielab(image: ImageLike, other: ImageLike, *, pixels_per_degree: float = 60.0) -> float:
    """Mean over pixels of CIEDE2000 between what the eye resolves of two images.

    Both are taken to the opponents that the eye works with, each of these is blurred as the eye
    blurs it, color more than lightness, and the results are compared in CIELAB under D65. So a
    dither counts as the color that it is seen as. The paper takes the color difference of 1976;
    here it is that of 2000, as in `delta_e_2000`, to which this is equal for flat images.

    Parameters
    ----------
    image, other
        Two opaque images of the same height and width; gray counts as equal red, green and blue.
        They are mirrored at their edges.
    pixels_per_degree
        Of visual angle, 1 to 250. At 60 a pixel is one minute of arc, what an eye of normal
        acuity just resolves; 96 pixels an inch are that at a distance of 91 cm. Fewer are a
        closer look.

    Returns
    -------
    float
        From 0 on; a difference of 1 is about the least that one sees between large patches.

    Raises
    ------
    InvalidImageError
        If their sizes differ, or one is not opaque.
    InvalidOptionError
        If `pixels_per_degree` is out of range.
    """
    if not isinstance(pixels_per_degree, Real) or not (
        1.0 <= pixels_per_degree <= MAX_PIXELS_PER_DEGREE
    ):
        raise InvalidOptionError(
            f"pixels_per_degree is {pixels_per_degree!r}; allowed is 1 to {MAX_PIXELS_PER_DEGREE:g}"
        )
    a, b = as_opaque_pair(image, other)
    height, width = a.shape[:2]
    margin = int(_REACH * pixels_per_degree)
    eye = [
        _smoothing(terms, pixels_per_degree, margin)
        for terms in (_LUMINANCE, _RED_GREEN, _BLUE_YELLOW)
    ]
    parts = (
        float(delta_e_2000_lab(_seen(a, tile, eye), _seen(b, tile, eye)).sum())
        for tile in tiles(height, width, margin)
    )
    return math.fsum(parts) / (height * width)


def _smoothing(
    terms: tuple[tuple[float, float], ...], pixels_per_degree: float, margin: int
) -> Smoothing:
    """Make a filter that adds up to 1; what the paper calls spread is √2 standard deviations."""
    total = math.fsum(weight for weight, _ in terms)
    gaussians = [
        Gaussian(weight / total, spread * pixels_per_degree / math.sqrt(2.0))
        for weight, spread in terms
    ]
    return Smoothing(gaussians, margin)


def _seen(image: Image, tile: Tile, eye: list[Smoothing]) -> NDArray[np.float64]:
    """Return the CIELAB of a tile as it is seen, (n, 3)."""
    light = light_of(image, tile)
    seen = [
        smooth(_mix(weights, light), tile).reshape(-1)
        for smooth, weights in zip(eye, _LINEAR_TO_OPPONENTS, strict=True)
    ]
    opponents = np.stack(seen, axis=1)
    xyz = np.stack([_mix(weights, opponents) for weights in _OPPONENTS_TO_RELATIVE_XYZ], axis=1)
    return lab_of_relative_xyz(xyz)


def _mix(weights: NDArray[np.float64], channels: Planes) -> Planes:
    first, second, third = weights
    mixed: Planes = first * channels[..., 0] + second * channels[..., 1] + third * channels[..., 2]
    return mixed
