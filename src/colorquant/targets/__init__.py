"""The fewest colors, or the most, that reach what is asked of an image; one file per target."""

from colorquant.targets.reached import Reached, Trial, WorstPixel
from colorquant.targets.reaching import FitOptions, reach

__all__ = ["FitOptions", "Reached", "Trial", "WorstPixel", "reach"]
