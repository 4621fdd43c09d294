"""sRGB as it is stored."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant.color.space import Space


class Srgb(Space):
    """sRGB as images store it (IEC 61966-2-1): red, green and blue, 0 to 1.

    Its coordinates are those of 16-bit images: 257 times the 8-bit ones.
    """

    name: ClassVar[str] = "srgb"
    scale: ClassVar[float] = 65_535.0
    offset: ClassVar[tuple[float, float, float]] = (0.0, 0.0, 0.0)

    def _curve(self, colors: NDArray[np.float64]) -> NDArray[np.float64]:
        return colors

    def _uncurve(self, channels: NDArray[np.float64]) -> NDArray[np.float64]:
        return channels

    def _mix(self, channels: NDArray[np.float64]) -> NDArray[np.float64]:
        return channels

    def _unmix(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return values
