"""``colorquant palette show``: colors in the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colorquant.cli.messages import examples
from colorquant.cli.values import file_path
from colorquant.errors import InvalidPaletteError

if TYPE_CHECKING:
    from colorquant.palette import Palette

_MAX_OF_IMAGE = 256


@click.command(
    short_help="Show the colors of a palette file or image.",
    epilog=examples(
        "colorquant palette show brand.ase",
        "colorquant palette show sprites.gif",
        "colorquant palette show --color brand.ase | less -R",
    ),
)
@click.argument("file", metavar="FILE", type=file_path)
@click.option(
    "--color/--no-color",
    default=None,
    show_default="in a terminal, unless NO_COLOR is set",
    help="Show swatches in true color, or text only.",
)
def show(file: Path, color: bool | None) -> None:
    """Show the colors of a palette file or an image: index, swatch, #rrggbb, and name.

    An indexed image shows its own palette, as far as pixels have its colors. Any other may have
    up to 256 colors; "colorquant palette extract" fits so many to a photo.
    """
    from colorquant.rendering import as_lines

    palette = _palette_of(file)
    colored = _terminal_has_color() if color is None else color
    for line in as_lines(palette.colors, palette.names, colored=colored):
        click.echo(_printable(line), color=colored)


def _palette_of(file: Path) -> Palette:
    from colorquant.files import PALETTE_FORMATS
    from colorquant.palette import Palette

    suffixes = {each.suffix for each in PALETTE_FORMATS}
    if file.suffix.lower() in suffixes - {".png"}:
        return Palette.load(file)
    return _palette_of_image(file)


def _palette_of_image(file: Path) -> Palette:
    from colorquant.histogram import ColorHistogram
    from colorquant.image import load_image
    from colorquant.palette import Palette
    from colorquant.quantizer import quantize

    picture = load_image(file)
    count = len(ColorHistogram.from_image(picture).rounded())
    if count > _MAX_OF_IMAGE:
        raise InvalidPaletteError(
            f"{file} has {count:,} colors; allowed in an image to show are {_MAX_OF_IMAGE}, "
            'which "colorquant palette extract" can fit to it'
        )
    if file.suffix.lower() == ".png" and picture.indexed is None:  # a palette file, it may be
        return Palette.load(file)
    return quantize(picture, _MAX_OF_IMAGE).palette


def _terminal_has_color() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":  # https://no-color.org
        return False
    return sys.stdout.isatty()


def _printable(line: str) -> str:
    """Return a line without what the terminal's encoding does not have."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return line.encode(encoding, "replace").decode(encoding)
