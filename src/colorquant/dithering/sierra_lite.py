"""The smallest kernel of Sierra 1990.

Sierra 1990, posted in CompuServe's forum on graphics; as told in Crocker, Boulay & Morra 1991,
*Digital Halftoning*.
"""

from dataclasses import dataclass
from typing import ClassVar

from colorquant.dithering.diffusion import ErrorDiffusion, Kernel


@dataclass(frozen=True, kw_only=True)
class SierraLite(ErrorDiffusion):
    """The smallest kernel of Sierra 1990. See `ErrorDiffusion`."""

    kernel: ClassVar[Kernel] = Kernel(
        (
            (0, None, 2),
            (1, 1, 0),
        ),
        divisor=4,
    )
