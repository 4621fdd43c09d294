"""The formats of palette files: one file and one line each."""

from colorquant.files.palettes.aco import ACO
from colorquant.files.palettes.act import ACT
from colorquant.files.palettes.ase import ASE
from colorquant.files.palettes.css import CSS
from colorquant.files.palettes.gpl import GPL
from colorquant.files.palettes.hex import HEX
from colorquant.files.palettes.jasc import JASC
from colorquant.files.palettes.json import JSON
from colorquant.files.palettes.paint_net import PAINT_NET
from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.png import PNG
from colorquant.files.palettes.riff import RIFF

PALETTE_FORMATS: tuple[PaletteFormat, ...] = (
    ACO,
    ACT,
    ASE,
    CSS,
    GPL,
    HEX,
    JASC,
    RIFF,
    JSON,
    PAINT_NET,
    PNG,
)
"""Of those that share an ending, the first is written unless another is asked for."""


def formats_of(suffix: str) -> list[PaletteFormat]:
    """Return the formats whose files have an ending, in upper or lower case."""
    return [each for each in PALETTE_FORMATS if each.suffix == suffix.lower()]
