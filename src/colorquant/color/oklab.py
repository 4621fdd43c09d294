"""OKLab."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant.color.matrix import Matrix, multiply
from colorquant.color.roots import cube_root
from colorquant.color.space import Space

# Ottosson's M1 times light of sRGB to XYZ (from the chromaticities in IEC 61966-2-1), each row over
# what it makes of white: grays are neutral. His page gives the same matrix, rounded; it differs by
# 5e-9 at most. tools/color_constants.py derives all four.
LINEAR_TO_LMS: Matrix = (
    (0.41222147139468523, 0.5363325387031255, 0.051445989902189314),
    (0.2119034963223914, 0.6806995503295833, 0.10739695334802529),
    (0.0883024601527828, 0.2817188377927319, 0.6299787020544853),
)
LMS_TO_LINEAR: Matrix = (
    (4.07674161832789, -3.3077115444991074, 0.2309699261712173),
    (-1.2684379701319777, 2.60975735277345, -0.3413193826414724),
    (-0.004196083993341754, -0.7034186077151143, 1.707614691708456),
)
# Ottosson's M2, as published, and its inverse.
ROOTS_TO_OKLAB: Matrix = (
    (0.2104542553, 0.793617785, -0.0040720468),
    (1.9779984951, -2.428592205, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.808675766),
)
OKLAB_TO_ROOTS: Matrix = (
    (0.9999999984505198, 0.39633779217376786, 0.2158037580607588),
    (1.0000000088817609, -0.10556134232365635, -0.06385417477170591),
    (1.0000000546724108, -0.08948418209496575, -1.2914855378640917),
)


class Oklab(Space):
    """OKLab (Ottosson 2020, https://bottosson.github.io/posts/oklab/): L 0 to 1, a and b.

    The widest axis, L, fills the grid; the offset is near what puts a and b in its middle.
    """

    name: ClassVar[str] = "oklab"
    scale: ClassVar[float] = 65_535.0
    offset: ClassVar[tuple[float, float, float]] = (0.0, 31_000.0, 36_000.0)

    def _mix(self, channels: NDArray[np.float64]) -> NDArray[np.float64]:
        return multiply(ROOTS_TO_OKLAB, cube_root(multiply(LINEAR_TO_LMS, channels)))

    def _unmix(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        roots = multiply(OKLAB_TO_ROOTS, values)
        return multiply(LMS_TO_LINEAR, roots * roots * roots)
