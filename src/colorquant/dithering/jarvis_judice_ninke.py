"""The kernel of Jarvis, Judice & Ninke 1976.

Jarvis, Judice & Ninke 1976, *A survey of techniques for the display of continuous tone
pictures on bilevel displays*, doi:10.1016/S0146-664X(76)80003-2.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class JarvisJudiceNinke(ErrorDiffusion):
    """The kernel of Jarvis, Judice & Ninke 1976. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, 0, None, 7, 5),
            (3, 5, 7, 5, 3),
            (1, 3, 5, 3, 1),
        ),
        divisor=48,
    )
