"""From an image and a palette to indices, dithered: the registry, and the one way in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant._progress import Progress
from colorquant.dithering.diffusion import KERNELS, Auto, ErrorDiffusion
from colorquant.dithering.ditherer import Ditherer
from colorquant.dithering.ordered import Bayer, BlueNoise
from colorquant.dithering.riemersma import Riemersma
from colorquant.errors import InvalidOptionError
from colorquant.pixels import Colors, as_colors, with_alpha
from colorquant.remapping import Mapped, measured

Dither: TypeAlias = str | Ditherer
"""A ditherer, or its name in `DITHERERS`, or ``"none"``."""

NONE = "none"

DITHERERS: dict[str, Callable[[], Ditherer]] = {
    "auto": Auto,
    **{name: partial(ErrorDiffusion, kernel=name) for name in KERNELS},
    "riemersma": Riemersma,
    "bayer-2": partial(Bayer, side=2),
    "bayer-4": partial(Bayer, side=4),
    "bayer-8": partial(Bayer, side=8),
    "bayer-16": partial(Bayer, side=16),
    "blue-noise": BlueNoise,
}


def get_ditherer(dither: object, strength: float | None = None) -> Ditherer | None:
    """Return a ditherer by its name, or as it is.

    Parameters
    ----------
    dither
        A key of `DITHERERS`, ``"none"``, or a ditherer.
    strength
        Its strength, 0 to 1; by default its own.

    Returns
    -------
    Ditherer or None
        None stands for no dithering, which a strength of 0 is, too.

    Raises
    ------
    InvalidOptionError
        If there is no such ditherer, the strength is out of range, or there is nothing to have
        a strength.
    """
    if isinstance(dither, str) and dither == NONE:
        if strength is not None:
            raise InvalidOptionError(
                f"the strength of a dither is {strength!r} and there is no dither; allowed is "
                f"a strength with {', '.join(DITHERERS)}"
            )
        return None
    if isinstance(dither, str) and dither in DITHERERS:
        ditherer = DITHERERS[dither]()
    elif isinstance(dither, Ditherer):
        ditherer = dither
    else:
        allowed = ", ".join((NONE, *DITHERERS))
        raise InvalidOptionError(f"dither is {dither!r}; allowed are {allowed}, or a Ditherer")
    if strength is not None:
        ditherer = replace(ditherer, strength=strength)
    return ditherer if ditherer.strength > 0.0 else None


def dithered(
    image: Colors,
    colors: NDArray[np.uint8],
    ditherer: Ditherer,
    *,
    space: str,
    threads: int,
    progress: Progress | None = None,
) -> Mapped:
    """Map every pixel to a palette entry such that neighbors mix to what was meant.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    colors
        (k, 3) or (k, 4) uint8 palette entries, C-contiguous.
    ditherer
        How; its strength is above 0.
    space
        The working space of the palette.
    threads
        How many threads to use; the answer does not depend on it.
    progress
        Told now and then the share done.

    Returns
    -------
    Mapped
    """
    height, width = image.shape[:2]
    opaque = as_colors(image)
    pixels = with_alpha(opaque) if colors.shape[1] == 4 else opaque
    entries = np.ascontiguousarray(with_alpha(colors)).view(np.uint8)
    indices = ditherer.dither(
        pixels, width, entries, space=space, threads=threads, progress=progress
    )
    return measured(image, colors, indices.reshape(height, width), threads)
