"""The kernel of Burkes 1988: Stucki's without its last row.

Burkes 1988, *Presentation of the Burkes error filter for use in preparing continuous-tone
images for presentation on bi-level devices*, placed in the public domain.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class Burkes(ErrorDiffusion):
    """The kernel of Burkes 1988: Stucki's without its last row. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, 0, None, 8, 4),
            (2, 4, 8, 4, 2),
        ),
        divisor=32,
    )
