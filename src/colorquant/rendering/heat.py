"""A scale of colors for errors, from black for none to a light yellow."""

import numpy as np
from numpy.typing import NDArray

from colorquant.color import get_space

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
    """Return colors from the least to the most.

    Parameters
    ----------
    count
        How many, 2 or more.

    Returns
    -------
    numpy.ndarray
        (count, 3) uint8 sRGB, each lighter than the one before.
    """
    places = np.linspace(0.0, len(_MARKS) - 1, count)
    axes = [np.interp(places, np.arange(len(_MARKS)), axis) for axis in _MARKS.T]
    shares = get_space("oklab").to_srgb(np.stack(axes, axis=1))
    return np.rint(np.clip(shares, 0.0, 1.0) * 255.0).astype(np.uint8)
