"""Where colors are for a fit: points whose distances say how different two colors look."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant.color.color_depth import FULL, Bits, nearest_levels
from colorquant.color.space import Space
from colorquant.pixels import Colors, largest, with_alpha, without_fourth

POINTS_PER_UNIT = 256.0
"""Points are stored in units of 2^-8 of what the native core counts in."""

SQUARED_STEP = 257 * 257
"""The square of one 8-bit step of a channel in sRGB, in the squared units of points."""

_AT_ONCE = 1 << 16  # colors, to bound scratch memory


@dataclass(frozen=True)
class PointSpace:
    """A working space for opaque colors, or for colors with alpha.

    Opaque colors are where their working space has them. With alpha there is a fourth coordinate,
    and a color *w* of opacity *a* (0 to 1) becomes

        (a (w - m) + m, a h)

    where *m* lies midway between black and white and *h* is half their distance. So the squared
    distance of two points is the mean of their squared distances when laid over black and over
    white (in the working space): no color pulls at a fit where it cannot be seen, all fully
    transparent ones are one point, and opaque ones are as far from each other as without alpha.

    Parameters
    ----------
    space
        The working space.
    alpha
        Whether colors have alpha.
    bits
        How many bits of red, green and blue the palette's entries have.
    """

    space: Space
    alpha: bool
    bits: Bits = FULL

    def points(self, colors: Colors) -> NDArray[np.uint16]:
        """Return where colors are.

        Parameters
        ----------
        colors
            (m, 3) or (m, 4) sRGB, uint8 or uint16. Without alpha, a fourth channel is not looked
            at; with alpha, colors of three channels are opaque.

        Returns
        -------
        numpy.ndarray
            (m, 3), or (m, 4) with alpha, uint16, C-contiguous.
        """
        if not self.alpha:
            return self.space.encode(without_fourth(colors))
        points = np.empty((len(colors), 4), np.uint16)
        for begin in range(0, len(colors), _AT_ONCE):
            part = slice(begin, begin + _AT_ONCE)
            points[part] = self._points_with_alpha(with_alpha(colors[part]))
        return points

    def entries(self, centers: NDArray[np.float64]) -> NDArray[np.uint8]:
        """Return the palette entries nearest to centers, channel by channel.

        Parameters
        ----------
        centers
            (k, 3), or (k, 4) with alpha, float64, 0 to 256: points over 256.

        Returns
        -------
        numpy.ndarray
            (k, 4) uint8 sRGB and alpha.
        """
        places = centers * POINTS_PER_UNIT
        entries = np.full((len(places), 4), 255, np.uint8)
        if self.alpha:
            middle, radius = self._middle_and_reach()
            opacity = places[:, 3] / radius
            entries[:, 3] = _to_bytes(opacity)
            # The opacity of a color that was put on the grid of points comes back exactly.
            exact = entries[:, 3] / 255.0
            opacity = np.where(np.abs(opacity - exact) * radius <= 0.5, exact, opacity)
            shown = np.maximum(opacity, 1.0 / radius)[:, np.newaxis]
            places = (places[:, :3] - middle) / shown + middle
        shares = self.space.decode(places)
        for channel, bits in enumerate(self.bits):
            entries[:, channel] = (
                _to_bytes(shares[:, channel])
                if bits == 8
                else nearest_levels(shares[:, channel], bits)
            )
        entries[entries[:, 3] == 0] = 0
        return entries

    def entries_at(self, places: NDArray[np.uint16] | NDArray[np.float64]) -> NDArray[np.uint8]:
        """Return the palette entries nearest to points, which need not be whole; see `entries`.

        Parameters
        ----------
        places
            (k, c) coordinates in the units of `points`.

        Returns
        -------
        numpy.ndarray
            (k, 3) or (k, 4) uint8 sRGB.
        """
        return self.entries(places / POINTS_PER_UNIT)

    def _points_with_alpha(self, colors: Colors) -> NDArray[np.uint16]:
        middle, radius = self._middle_and_reach()
        opacity = colors[:, 3:] / float(largest(colors))
        opaque = self.space.encode(without_fourth(colors))
        laid = opacity * (opaque - middle) + middle
        points: NDArray[np.uint16] = np.rint(np.hstack([laid, opacity * radius])).astype(np.uint16)
        return points

    def _middle_and_reach(self) -> tuple[NDArray[np.float64], float]:
        black, white = self.space.encode(np.array([[0] * 3, [255] * 3], np.uint8)).astype(float)
        half = (white - black) / 2.0
        x, y, z = half.tolist()
        return black + half, float(np.sqrt(x * x + y * y + z * z))


def _to_bytes(shares: NDArray[np.float64]) -> NDArray[np.uint8]:
    clipped: NDArray[np.uint8] = np.clip(np.rint(shares * 255.0), 0.0, 255.0).astype(np.uint8)
    return clipped
