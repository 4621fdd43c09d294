"""The kernel of Atkinson for MacPaint, which passes on three quarters of an error.

Bill Atkinson's, for the Apple Macintosh of 1984: crisp, with pure light and dark parts.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class Atkinson(ErrorDiffusion):
    """The kernel of Atkinson for MacPaint: three quarters of an error. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, None, 1, 1),
            (1, 1, 1, 0),
            (0, 1, 0, 0),
        ),
        divisor=8,
    )
