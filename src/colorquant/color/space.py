"""What every working space is."""

from abc import ABC, abstractmethod
from functools import cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant.color.transfer import to_encoded, to_linear
from colorquant.errors import InvalidImageError
from colorquant.pixels import Colors

_ROWS = 1 << 16  # colors encoded at a time, to bound scratch memory


class Space(ABC):
    """A space to measure distances between colors in.

    It is made of a curve, the same for each channel, and a mixture of the three channels. The curve
    is that of sRGB, from what is stored to light, unless a space says otherwise.

    Its *coordinates* are its values on a grid from 0 to 65,535, ``values * scale + offset``: one
    scale for three axes, so that distances keep their proportions.

    All of it is elementwise arithmetic that IEEE 754 rounds in one way, hence the same bits
    everywhere.
    """

    name: ClassVar[str]
    """What options call it."""

    scale: ClassVar[float]
    """Coordinates per unit of the space."""

    offset: ClassVar[tuple[float, float, float]]
    """The coordinates of the value (0, 0, 0)."""

    def from_srgb(self, colors: NDArray[np.float64]) -> NDArray[np.float64]:
        """Take colors into the space.

        Parameters
        ----------
        colors
            (n, 3) float64 sRGB, as stored, 0 to 1.

        Returns
        -------
        numpy.ndarray
            (n, 3) float64 in the units of the space.
        """
        return self._mix(self._curve(colors))

    def to_srgb(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Take values of the space back: the inverse of `from_srgb`.

        Parameters
        ----------
        values
            (n, 3) float64 in the units of the space.

        Returns
        -------
        numpy.ndarray
            (n, 3) float64 sRGB, as stored; below 0 or above 1 where sRGB has no such color.
        """
        return self._uncurve(self._unmix(values))

    def encode(self, colors: Colors) -> NDArray[np.uint16]:
        """Take stored colors to whole coordinates.

        Parameters
        ----------
        colors
            (m, 3) uint8 or uint16 sRGB; 255 or 65,535 is full.

        Returns
        -------
        numpy.ndarray
            (m, 3) uint16, the nearest whole coordinates.

        Raises
        ------
        InvalidImageError
            If the type or the shape is another.
        """
        if colors.dtype not in (np.uint8, np.uint16) or colors.ndim != 2 or colors.shape[1] != 3:
            raise InvalidImageError(
                f"the colors are {colors.dtype} of shape {colors.shape}; "
                "allowed are uint8 and uint16 of shape (m, 3)"
            )
        curve = _tabulated_curve(self, int(np.iinfo(colors.dtype).max))
        coordinates = np.empty(colors.shape, dtype=np.uint16)
        for begin in range(0, len(colors), _ROWS):
            rows = slice(begin, begin + _ROWS)
            coordinates[rows] = np.rint(self._mix(curve[colors[rows]]) * self.scale + self.offset)
        return coordinates

    def decode(self, coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        """Take coordinates, which need not be whole, back to colors.

        Parameters
        ----------
        coordinates
            (k, 3) float64, on the scale from 0 to 65,535.

        Returns
        -------
        numpy.ndarray
            (k, 3) float64 sRGB, as `to_srgb` returns it.
        """
        return self.to_srgb((coordinates - self.offset) / self.scale)

    def _curve(self, colors: NDArray[np.float64]) -> NDArray[np.float64]:
        return to_linear(colors)

    def _uncurve(self, channels: NDArray[np.float64]) -> NDArray[np.float64]:
        return to_encoded(channels)

    @abstractmethod
    def _mix(self, channels: NDArray[np.float64]) -> NDArray[np.float64]:
        """From channels after the curve, (n, 3), to values of the space."""

    @abstractmethod
    def _unmix(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """From values of the space, (n, 3), to channels before the inverse of the curve."""


@cache
def _tabulated_curve(space: Space, full: int) -> NDArray[np.float64]:
    return space._curve(np.arange(full + 1, dtype=np.float64) / full)
