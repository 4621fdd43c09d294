"""A peak signal-to-noise ratio to be reached."""

from typing import ClassVar

from colorquant.metrics import psnr_of_distortion
from colorquant.targets.fitted import Fitted
from colorquant.targets.target import Target


class SignalToNoise(Target):
    """At least so many dB, as `colorquant.metrics.psnr` measures them."""

    name: ClassVar[str] = "psnr"
    is_least: ClassVar[bool] = True

    def _measure(self, fitted: Fitted) -> float:
        return psnr_of_distortion(fitted.distortion)
