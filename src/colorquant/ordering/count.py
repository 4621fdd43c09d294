"""The most used first."""

import numpy as np
from numpy.typing import NDArray

from colorquant.ordering.luma import arrange_by_luma
from colorquant.ordering.order import Counts, Order, Places


def arrange_by_count(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Go from many pixels to few; as many go from dark to light."""
    dark_to_light = arrange_by_luma(colors)
    return dark_to_light[np.argsort(-counts[dark_to_light], kind="stable")]


COUNT = Order("count", arrange_by_count, needs_counts=True)
