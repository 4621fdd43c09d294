"""``colorquant palette show``: colors in the terminal."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colorquant.cli.messages import examples
from colorquant.errors import InvalidPaletteError

if TYPE_CHECKING:
    from colorquant.palette import Palette

_MAX_OF_IMAGE = 256


@click.command(
    short_help="Show the colors of a palette or image.",
    epilog=examples(
        "colorquant palette show brand.ase",
        "colorquant palette show sprites.gif",
        "colorquant palette show gameboy",
        "colorquant palette show --color brand.ase | less -R",
    ),
)
@click.argument("source", metavar="PALETTE")
@click.option(
    "--color/--no-color",
    default=None,
    show_default="in a terminal, unless NO_COLOR is set",
    help="Show swatches in true color, or text only.",
)
def show(source: str, color: bool | None) -> None:
    """Show the colors of a palette: index, swatch, #rrggbb, and name.

    PALETTE is a palette file, a named palette such as gameboy, "#rrggbb #rrggbb", or an image. Of
    an indexed image, the colors of its palette that pixels have are shown; another image may have
    up to 256 colors. "colorquant palette extract" fits a palette to a photo.
    """
    from colorquant.rendering import as_lines

    palette = _palette_of(source)
    colored = _terminal_has_color() if color is None else color
    for line in as_lines(palette.colors, palette.names, colored=colored):
        click.echo(_printable(line), color=colored)


def _palette_of(source: str) -> Palette:
    from colorquant.files import PALETTE_FORMATS
    from colorquant.palette import Palette

    file = Path(source)
    is_image = file.is_file() or bool(file.suffix)
    suffixes = {each.suffix for each in PALETTE_FORMATS}
    if not is_image or source.startswith("#") or file.suffix.lower() in suffixes - {".png"}:
        return Palette.of(source)
    return _palette_of_image(file)


def _palette_of_image(file: Path) -> Palette:
    from colorquant.fitting import KMeans
    from colorquant.histogram import ColorHistogram
    from colorquant.image import load_frames
    from colorquant.palette import Palette
    from colorquant.quantizer import quantize

    frames = load_frames(file)
    picture, second = next(frames), next(frames, None)
    shown = [picture] if second is None else chain([picture, second], frames)
    histogram = ColorHistogram.from_images(shown)
    count = len(histogram.rounded())
    if count > _MAX_OF_IMAGE:
        raise InvalidPaletteError(
            f"{file} has {count:,} colors; allowed are at most {_MAX_OF_IMAGE} in an image. "
            'Use "colorquant palette extract" to fit a palette to it'
        )
    if second is not None:
        return KMeans(_MAX_OF_IMAGE).fit(histogram)
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
