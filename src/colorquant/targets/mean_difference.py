"""A mean color difference not to be exceeded."""

from typing import ClassVar

from colorquant.targets.fitted import Fitted
from colorquant.targets.target import Target


class MeanDifference(Target):
    """At most so much CIEDE2000 in the mean; with alpha, the mean of over black and over white."""

    name: ClassVar[str] = "mean_delta_e"

    def _measure(self, fitted: Fitted) -> float:
        weights = fitted.histogram.sample_weight
        summed = (fitted.differences.mean(axis=0) * weights).sum()
        return float(summed / weights.sum())
