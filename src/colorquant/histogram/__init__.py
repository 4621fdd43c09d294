"""Which colors images have, how often, and what they count for: all that a fit needs."""

from colorquant.counting import MOST_COLORS
from colorquant.histogram.checking import check_most_colors
from colorquant.histogram.color_histogram import ColorHistogram

__all__ = ["MOST_COLORS", "ColorHistogram", "check_most_colors"]
