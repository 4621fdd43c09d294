"""A color difference that no pixel may exceed."""

from typing import ClassVar

from colorquant.targets.fitted import Fitted
from colorquant.targets.target import Target


class WorstDifference(Target):
    """At most so much CIEDE2000 at every pixel; with alpha, over black and over white."""

    name: ClassVar[str] = "max_delta_e"

    def _measure(self, fitted: Fitted) -> float:
        return float(fitted.differences.max())
