"""Color histograms: the distinct colors of images, their counts and weights."""

from colorquant.counting import MAX_COLORS
from colorquant.histogram.color_histogram import ColorHistogram, check_max_colors

__all__ = ["MAX_COLORS", "ColorHistogram", "check_max_colors"]
