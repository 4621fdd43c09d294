"""CIELAB under D65."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant.color.matrix import Matrix, multiply
from colorquant.color.roots import cube_root
from colorquant.color.space import Space

# CIE 15:2018, section 8.2.1: (6/29)^3 and (29/3)^3.
EPSILON = 216.0 / 24_389.0
KAPPA = 24_389.0 / 27.0

# From the chromaticities of the primaries and of D65 in IEC 61966-2-1, not from the matrix printed
# there, which has four digits. Each row is over the white's X, Y or Z: grays are neutral.
# tools/color_constants.py derives both.
LINEAR_TO_RELATIVE_XYZ: Matrix = (
    (0.43388734556603986, 0.3762240091374987, 0.1898886452964614),
    (0.21263900587151036, 0.7151686787677559, 0.07219231536073371),
    (0.01775004007097326, 0.10944762085523849, 0.8728023390737882),
)
RELATIVE_XYZ_TO_LINEAR: Matrix = (
    (3.0803990906794647, -1.5373831775700935, -0.543015913109371),
    (-0.921223358860277, 1.8759675015077206, 0.0452558573525563),
    (0.052873938970364444, -0.20397695888897657, 1.151103019918612),
)


class Lab(Space):
    """CIELAB (CIE 15:2018): L* 0 to 100, a* and b*, under D65, the white of sRGB.

    The scale and the offset are round numbers near what lets the widest axis, b* from -107.9 to
    94.5, fill the grid and puts a* and b* in its middle.
    """

    name: ClassVar[str] = "lab"
    scale: ClassVar[float] = 320.0
    offset: ClassVar[tuple[float, float, float]] = (0.0, 31_000.0, 35_000.0)

    def _mix(self, channels: NDArray[np.float64]) -> NDArray[np.float64]:
        return lab_of_relative_xyz(multiply(LINEAR_TO_RELATIVE_XYZ, channels))

    def _unmix(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        y = (values[:, 0] + 16.0) / 116.0
        f = np.stack([y + values[:, 1] / 500.0, y, y - values[:, 2] / 200.0], axis=1)
        cubed = f * f * f
        xyz = np.where(cubed > EPSILON, cubed, (116.0 * f - 16.0) / KAPPA)
        return multiply(RELATIVE_XYZ_TO_LINEAR, xyz)


def lab_of_relative_xyz(xyz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return CIELAB of XYZ that is over the white's.

    Parameters
    ----------
    xyz
        (n, 3) float64; the white is (1, 1, 1).

    Returns
    -------
    numpy.ndarray
        (n, 3) float64.
    """
    f = np.where(xyz > EPSILON, cube_root(xyz), (KAPPA * xyz + 16.0) / 116.0)
    x, y, z = f[:, 0], f[:, 1], f[:, 2]
    return np.stack([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)], axis=1)
