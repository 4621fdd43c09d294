"""Which colours images have, how often, and what they count for: all that a fit needs."""

from colorquant.histogram.color_histogram import ColorHistogram

__all__ = ["ColorHistogram"]
