"""Dithering: one ditherer a file, and the registry of them, `DITHERERS`."""

from colorquant.dithering.atkinson import Atkinson
from colorquant.dithering.auto import Auto
from colorquant.dithering.bayer import Bayer
from colorquant.dithering.blue_noise import BlueNoise
from colorquant.dithering.burkes import Burkes
from colorquant.dithering.diffusion import ErrorDiffusion
from colorquant.dithering.dithered import DITHERERS, NONE, Dither, dithered, get_ditherer
from colorquant.dithering.ditherer import Ditherer
from colorquant.dithering.floyd_steinberg import FloydSteinberg
from colorquant.dithering.jarvis_judice_ninke import JarvisJudiceNinke
from colorquant.dithering.ordered import Ordered
from colorquant.dithering.riemersma import Riemersma
from colorquant.dithering.sierra import Sierra
from colorquant.dithering.sierra_lite import SierraLite
from colorquant.dithering.sierra_two_row import SierraTwoRow
from colorquant.dithering.stucki import Stucki

__all__ = [
    "DITHERERS",
    "NONE",
    "Atkinson",
    "Auto",
    "Bayer",
    "BlueNoise",
    "Burkes",
    "Dither",
    "Ditherer",
    "ErrorDiffusion",
    "FloydSteinberg",
    "JarvisJudiceNinke",
    "Ordered",
    "Riemersma",
    "Sierra",
    "SierraLite",
    "SierraTwoRow",
    "Stucki",
    "dithered",
    "get_ditherer",
]
