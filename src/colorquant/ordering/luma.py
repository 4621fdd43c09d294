"""From dark to light."""

import numpy as np
from numpy.typing import NDArray

from colorquant.ordering.order import Counts, Order, Places

# Rec. ITU-R BT.601-7, section 2.5.1, in thousandths: whole numbers have no rounding to differ in.
_RED, _GREEN, _BLUE = 299, 587, 114


def arrange_by_luma(colors: NDArray[np.uint8], counts: Counts | None = None) -> Places:
    """Go by luma (Rec. ITU-R BT.601); equal ones by red, green, blue and alpha in turn."""
    channels = colors.astype(np.int64).T
    luma = _RED * channels[0] + _GREEN * channels[1] + _BLUE * channels[2]
    return np.lexsort((*channels[::-1], luma))


LUMA = Order("luma", arrange_by_luma)
