"""Palettes as files: one format a file, and the registry of them, `PALETTE_FORMATS`."""

from colorquant.files.palettes.palette_file import (
    PALETTE_FORMATS,
    check_palette_output,
    encode_palette,
    read_palette,
    write_palette,
)
from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import Swatches, make_swatches, one_line

__all__ = [
    "PALETTE_FORMATS",
    "PaletteFormat",
    "Swatches",
    "check_palette_output",
    "encode_palette",
    "make_swatches",
    "one_line",
    "read_palette",
    "write_palette",
]
