"""Dithering: error diffusion, ordered and along a curve; `DITHERERS` holds them by name."""

from colorquant.dithering.diffusion import KERNELS, Auto, ErrorDiffusion, Kernel
from colorquant.dithering.dithered import DITHERERS, NONE, Dither, dithered, get_ditherer
from colorquant.dithering.ditherer import Ditherer
from colorquant.dithering.ordered import Bayer, BlueNoise, Ordered
from colorquant.dithering.riemersma import Riemersma

__all__ = [
    "DITHERERS",
    "KERNELS",
    "NONE",
    "Auto",
    "Bayer",
    "BlueNoise",
    "Dither",
    "Ditherer",
    "ErrorDiffusion",
    "Kernel",
    "Ordered",
    "Riemersma",
    "dithered",
    "get_ditherer",
]
