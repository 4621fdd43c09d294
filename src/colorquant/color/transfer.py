"""The transfer function of sRGB, on any channel.

IEC 61966-2-1:1999, *Default RGB color space: sRGB*. Negative values, which no display has but
which other spaces lead to, mirror the positive ones.
"""

import numpy as np
from numpy.typing import NDArray

from colorquant.color.roots import power_5_12, power_12_5

# All four from IEC 61966-2-1; the exponent there is 2.4.
SLOPE = 12.92
OFFSET = 0.055
END_OF_LINE = 0.04045
# The line ends at light of 0.00313080495, the curve begins at 0.00313080728. The standard says
# 0.0031308; in the midst of the gap, roundings on the way cannot take one for the other.
END_OF_LINE_IN_LIGHT = 0.003130806


def to_linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn what is stored into light.

    Parameters
    ----------
    encoded
        Any shape, float64; 0 to 1 within sRGB.

    Returns
    -------
    numpy.ndarray
        Of the same shape, float64; 0 to 1 within sRGB.
    """
    size = np.abs(encoded)
    curved = power_12_5((size + OFFSET) / (1.0 + OFFSET))
    return np.copysign(np.where(size <= END_OF_LINE, size / SLOPE, curved), encoded)


def to_encoded(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn light into what is stored: the inverse of `to_linear`.

    Parameters
    ----------
    linear
        Any shape, float64; 0 to 1 within sRGB.

    Returns
    -------
    numpy.ndarray
        Of the same shape, float64; 0 to 1 within sRGB.
    """
    size = np.abs(linear)
    curved = (1.0 + OFFSET) * power_5_12(size) - OFFSET
    return np.copysign(np.where(size <= END_OF_LINE_IN_LIGHT, size * SLOPE, curved), linear)
