"""The kernel of Sierra 1989, of three rows.

Sierra 1989, posted in CompuServe's forum on graphics; as told in Crocker, Boulay & Morra 1991,
*Digital Halftoning*.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class Sierra(ErrorDiffusion):
    """The kernel of Sierra 1989, of three rows. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, 0, None, 5, 3),
            (2, 4, 5, 4, 2),
            (0, 2, 3, 2, 0),
        ),
        divisor=32,
    )
