"""The kernel of Stucki 1981.

Stucki 1981, *MECCA - a multiple-error correcting computation algorithm for bilevel image
hardcopy reproduction*, IBM Research Report RZ1060.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class Stucki(ErrorDiffusion):
    """The kernel of Stucki 1981. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, 0, None, 8, 4),
            (2, 4, 8, 4, 2),
            (1, 2, 4, 2, 1),
        ),
        divisor=42,
    )
