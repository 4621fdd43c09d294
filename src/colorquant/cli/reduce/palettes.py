"""The palette that all images get: one that was named, or one that is fitted to them all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from colorquant.cli.messages import refusal
from colorquant.errors import InvalidOptionError

if TYPE_CHECKING:
    from colorquant.palette import Palette

_HEX = re.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


def help_of_palette() -> str:
    """Return what ``--palette`` says of itself."""
    from colorquant.palette import NAMED_PALETTES

    return (
        'The colors to take instead of fitting some: a palette file, "#rrggbb #rrggbb", or a '
        f"name: {', '.join(NAMED_PALETTES)}."
    )


def palette_of(value: str, *, space: str) -> Palette:
    """Return the palette of a name, of ``"#rrggbb #rrggbb"`` or of a file.

    Raises
    ------
    InvalidOptionError
        If there is no such name, color or format of a file.
    ImageFileError, InvalidPaletteError
        If a file cannot be read, or the colors make no palette.
    """
    from colorquant.palette import NAMED_PALETTES, Palette, get_named_palette

    if value in NAMED_PALETTES:
        return get_named_palette(value, space=space)
    if value.startswith("#"):
        return Palette(_colors(value), space=space)
    if not Path(value).suffix and not Path(value).exists():
        names = refusal(value, NAMED_PALETTES)
        raise InvalidOptionError(f'--palette: {names}, a file, or colors: "#rrggbb #rrggbb"')
    return Palette.load(value, space=space)


def file_of_palette(value: str) -> Path | None:
    """Return the file that `palette_of` would read, if there is one."""
    path = Path(value)
    return None if value.startswith("#") or not path.is_file() else path


def _colors(value: str) -> list[tuple[int, ...]]:
    written = re.split(r"[\s,]+", value.strip())
    for color in written:
        if not _HEX.fullmatch(color):
            raise InvalidOptionError(
                f"--palette: got {color!r}; allowed is #rrggbb or #rrggbbaa, with spaces between"
            )
    return [(*bytes.fromhex(color[1:]), 255)[:4] for color in written]
