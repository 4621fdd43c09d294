"""Lookup tables from sRGB to the color space that a ditherer measures in."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant.color import POINTS_PER_UNIT, get_space

STEPS = 32  # of each channel between the nodes, as in native/core/space_lut.hpp


class SpaceLut(NamedTuple):
    """A color space as a grid of coordinates, interpolated linearly between its nodes.

    A ditherer converts every pixel. Interpolation makes that equally fast for every space; its
    error within a step is too small to be seen in a dithered image.

    Attributes
    ----------
    nodes : numpy.ndarray
        (33 * 33 * 33 * 4,) float32: three coordinates, 0 to 256, and a 0; red varies slowest. Empty
        for sRGB.
    middle_and_reach : tuple of float
        The coordinates of what is fully transparent, and the fourth coordinate of what is opaque;
        see `colorquant.color.PointSpace`.
    """

    nodes: NDArray[np.float32]
    middle_and_reach: tuple[float, float, float, float]


@cache
def space_lut(space: str) -> SpaceLut:
    """Return the grid of a space.

    Parameters
    ----------
    space
        A key of `colorquant.color.SPACES`.

    Returns
    -------
    SpaceLut
    """
    channel = np.arange(STEPS + 1) / STEPS
    colors = np.stack(np.meshgrid(channel, channel, channel, indexing="ij"), axis=-1)
    found = get_space(space)
    values = found.from_srgb(colors.reshape(-1, 3)) * found.scale + np.array(found.offset)
    coordinates = values / POINTS_PER_UNIT
    if space == "srgb":
        # Its own 8-bit values are what the core takes as coordinates.
        coordinates *= 255.0 / coordinates.max()
    black, white = coordinates[0], coordinates[-1]
    x, y, z = ((white - black) / 2.0).tolist()
    middle = ((black + white) / 2.0).tolist()
    padded = np.pad(coordinates, [(0, 0), (0, 1)])
    nodes = np.empty(0) if space == "srgb" else padded.reshape(-1)
    farthest = float(np.sqrt(x * x + y * y + z * z))
    return SpaceLut(nodes.astype(np.float32), (*middle, farthest))
