"""Which colors images have, how often, and what they count for: all that a fit needs."""

from colorquant.counting import MAX_COLORS
from colorquant.histogram.color_histogram import ColorHistogram, check_max_colors

__all__ = ["MAX_COLORS", "ColorHistogram", "check_max_colors"]
