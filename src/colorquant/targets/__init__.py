"""The fewest colors, or the most, that reach what is asked of an image; one file per target."""

from colorquant.targets.reaching import FitOptions, quantize_to_target
from colorquant.targets.result import TargetResult, Trial, WorstPixel
from colorquant.targets.targets import Fitted, MeanDifference, psnr_of_quality

__all__ = [
    "FitOptions",
    "Fitted",
    "MeanDifference",
    "TargetResult",
    "Trial",
    "WorstPixel",
    "psnr_of_quality",
    "quantize_to_target",
]
