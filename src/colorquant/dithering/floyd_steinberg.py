"""The kernel of Floyd & Steinberg 1976.

Floyd & Steinberg 1976, *An adaptive algorithm for spatial greyscale*, Proceedings of the
Society for Information Display 17(2), 75-77.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class FloydSteinberg(ErrorDiffusion):
    """The kernel of Floyd & Steinberg 1976. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, None, 7),
            (3, 5, 1),
        ),
        divisor=16,
    )
