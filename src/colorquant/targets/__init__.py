"""The fewest colors that meet targets: PSNR, color differences, size of the file."""

from colorquant.targets.result import TargetResult, Trial, WorstPixel
from colorquant.targets.search import search_targets
from colorquant.targets.targets import (
    TARGETS,
    Fitted,
    MeanDifference,
    Target,
    make_targets,
    psnr_of_quality,
)

__all__ = [
    "TARGETS",
    "Fitted",
    "MeanDifference",
    "Target",
    "TargetResult",
    "Trial",
    "WorstPixel",
    "make_targets",
    "psnr_of_quality",
    "search_targets",
]
