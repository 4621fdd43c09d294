"""Where an image of few colors differs from the original, to look at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from colorquant.metrics import DifferenceMap
from colorquant.rendering import heat_colors

MAX_PIXELS = 1 << 18
"""How many are compared, so that it takes a blink."""

_FULL = 10.0  # of CIEDE2000: what has as much, or more, is drawn in the last color
_SHADES = 256


def drawn(found: DifferenceMap) -> NDArray[np.uint8]:
    """Return differences as a picture.

    Returns
    -------
    numpy.ndarray
        (h, w, 3) uint8: black where nothing differs, pale yellow at CIEDE2000 of 10 and more.
    """
    shade = np.minimum(np.rint(found.values * ((_SHADES - 1) / _FULL)), _SHADES - 1)
    picture: NDArray[np.uint8] = heat_colors(_SHADES)[shade.astype(np.uint8)]
    return picture
