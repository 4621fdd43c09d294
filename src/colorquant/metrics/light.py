"""Parts of images as light, and how light looks."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from colorquant.color.depth import largest
from colorquant.color.lab import LINEAR_TO_RELATIVE_XYZ, lab_of_relative_xyz
from colorquant.color.matrix import multiply
from colorquant.color.transfer import to_linear
from colorquant.metrics.pairs import Image
from colorquant.metrics.smoothing import Planes, Tile


def light_of(image: Image, tile: Tile) -> Planes:
    """Cut a tile with its margins out of an image, as light.

    Parameters
    ----------
    image
        (h, w) or (h, w, 3), uint8 or uint16 sRGB.
    tile
        Which one.

    Returns
    -------
    numpy.ndarray
        (h, w, 3) float64 light of the primaries of sRGB, 0 to 1.
    """
    light = _levels_of_light(largest(image))[tile.of(image)]
    return light if light.ndim == 3 else np.stack([light] * 3, axis=-1)


def lab_of_light(light: Planes) -> Planes:
    """Return the CIELAB, under D65, of light.

    Parameters
    ----------
    light
        (h, w, 3) float64 light of the primaries of sRGB.

    Returns
    -------
    numpy.ndarray
        (h, w, 3) float64.
    """
    lab = lab_of_relative_xyz(multiply(LINEAR_TO_RELATIVE_XYZ, light.reshape(-1, 3)))
    return lab.reshape(light.shape)


@cache
def _levels_of_light(full: int) -> NDArray[np.float64]:
    return to_linear(np.arange(full + 1, dtype=np.float64) / full)
