"""The kernel of Sierra 1990, of two rows.

Sierra 1990, posted in CompuServe's forum on graphics; as told in Crocker, Boulay & Morra 1991,
*Digital Halftoning*.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class SierraTwoRow(ErrorDiffusion):
    """The kernel of Sierra 1990, of two rows. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, 0, None, 4, 3),
            (1, 2, 3, 2, 1),
        ),
        divisor=16,
    )
