"""The fewest colors, or the most, that reach what is asked of an image; one file per target."""

from colorquant.targets.reached import TargetResult, Trial, WorstPixel
from colorquant.targets.reaching import FitOptions, quantize_to_target

__all__ = ["FitOptions", "TargetResult", "Trial", "WorstPixel", "quantize_to_target"]
