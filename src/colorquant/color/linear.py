"""Light: sRGB without its transfer function."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant.color.space import Space


class Linear(Space):
    """Light of the primaries of sRGB (IEC 61966-2-1): red, green and blue, 0 to 1.

    Means in it are what the eye sees of dots too small to tell apart.
    """

    name: ClassVar[str] = "linear"
    scale: ClassVar[float] = 65_535.0
    offset: ClassVar[tuple[float, float, float]] = (0.0, 0.0, 0.0)

    def _mix(self, channels: NDArray[np.float64]) -> NDArray[np.float64]:
        return channels

    def _unmix(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return values
