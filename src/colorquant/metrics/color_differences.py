"""CIEDE2000 of stored colors, one pair after the other, transparent ones too."""

import numpy as np
from numpy.typing import NDArray

from colorquant.color import get_space
from colorquant.color.depth import Colors, largest, with_alpha
from colorquant.metrics.delta_e import delta_e_2000_lab

_AT_ONCE = 1 << 17  # pairs, to bound scratch memory
_LAB = get_space("lab")
_BLACK, _WHITE = 0.0, 1.0


def differences_over_backgrounds(colors: Colors, others: Colors) -> NDArray[np.float64]:
    """CIEDE2000 of each color of one array to that of another, over black and over white.

    Parameters
    ----------
    colors, others
        (m, 3) or (m, 4) sRGB, uint8 or uint16; with alpha, they are laid over the background as
        viewers do: in sRGB as stored.

    Returns
    -------
    numpy.ndarray
        (2, m) float64, over black and over white, from 0 on; (1, m) if both are of three channels.
    """
    alpha = 4 in (colors.shape[1], others.shape[1])
    differences = np.empty((2 if alpha else 1, len(colors)))
    for begin in range(0, len(colors), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        for row, light in enumerate((_BLACK, _WHITE)[: len(differences)]):
            differences[row, part] = delta_e_2000_lab(
                lab_over(colors[part], light), lab_over(others[part], light)
            )
    return differences


def lab_over(colors: Colors, light: float) -> NDArray[np.float64]:
    """Return CIELAB of colors laid over a gray background.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4) sRGB, uint8 or uint16.
    light
        Of the background, as stored: 0 is black, 1 is white.

    Returns
    -------
    numpy.ndarray
        (m, 3) float64, under D65.
    """
    shares = with_alpha(colors) / float(largest(colors))
    opacity = shares[:, 3:]
    return _LAB.from_srgb(shares[:, :3] * opacity + light * (1.0 - opacity))
