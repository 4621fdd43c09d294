"""Grays first, then around the circle of hues."""

import numpy as np
from numpy.typing import NDArray

from colorquant.color import get_space
from colorquant.ordering.luma import arrange_by_luma
from colorquant.ordering.order import Counts, Order, Places

# A color nearer to the gray of its lightness than this is taken for one: the difference in OKLab
# that is just noticeable, as CSS Color Module Level 4 (W3C) has it, section "CSS Gamut Mapping".
_NOTICEABLE = 0.02


def arrange_by_hue(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Put grays first, from dark to light, then go by the hue of OKLab, from 0° up."""
    values = get_space("oklab").from_srgb(colors[:, :3] / 255.0)
    a, b = values[:, 1], values[:, 2]
    is_gray = a * a + b * b < _NOTICEABLE * _NOTICEABLE
    turn = np.where(is_gray, -1.0, _turn(a, b))
    dark_to_light = arrange_by_luma(colors)
    return dark_to_light[np.argsort(turn[dark_to_light], kind="stable")]


def _turn(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what grows with the angle of (a, b), from 0 to 4, without a function of libm.

    It is the way along the square of corners (1, 0), (0, 1), (-1, 0) and (0, -1), of which IEEE 754
    rounds every step in one way.
    """
    length = np.abs(a) + np.abs(b)
    share = b / np.where(length > 0.0, length, 1.0)
    return np.where(a < 0.0, 2.0 - share, np.where(b < 0.0, 4.0 + share, share))


HUE = Order("hue", arrange_by_hue)
