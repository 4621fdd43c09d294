"""CSS: colors as custom properties.

"CSS Custom Properties for Cascading Variables Module Level 1" and "CSS Color Module Level 4" of
the W3C.
"""

import re

from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches
from colorquant.files.palettes.text import Color, at, decode, hex_color, shown
from colorquant.pixels import to_hex

# Each is tried once at every place of a text and never goes back, so time grows with its length.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PROPERTY = re.compile(r"(?<![^\s;{}])--[^\s:;{}]++\s*+:([^;{}]*+)")
_COLOR = re.compile(
    r"(?<![\w#-])(?:#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])|rgba?\(([^()]*+)\))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(%?)", re.ASCII)
_ALLOWED = "needed are red, green, blue and perhaps alpha"


def read_css(data: bytes) -> Swatches:
    """Read every ``#`` color, ``rgb()`` and ``rgba()`` in values of custom properties.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n") or " ", decode(data))
    colors: list[Color] = []
    line, counted = 1, 0
    for found in _PROPERTY.finditer(text):
        for color in _COLOR.finditer(text, *found.span(1)):
            line += text.count("\n", counted, color.start())
            counted = color.start()
            with at(f"line {line:,}"):
                colors.append(_hex(color[1]) if color[1] else _rgb(color[2]))
    return make_swatches(colors)


def write_css(swatches: Swatches) -> bytes:
    """Write the properties ``--color-1``, ``--color-2`` and so on.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    entries = enumerate(swatches.colors.tolist(), 1)
    lines = [f"  --color-{number}: {to_hex(color)};" for number, color in entries]
    return "\n".join([":root {", *lines, "}", ""]).encode()


def _hex(digits: str) -> Color:
    color = hex_color(digits, (3, 4, 6, 8))
    return color if len(color) == 4 else (*color, 255)


def _rgb(arguments: str) -> Color:
    """Return the color of ``255, 0, 0, 0.5`` or ``255 0 0 / 50%`` and the like."""
    parts = re.split(r"[\s,/]+", arguments.strip())
    if len(parts) not in (3, 4):
        raise DamagedPaletteError(f"{shown(f'rgb({arguments})')} is no color; {_ALLOWED}")
    levels = [_level(part, 255) for part in parts[:3]]
    return (*levels, *([_level(part, 1) for part in parts[3:]] or [255]))


def _level(text: str, full: int) -> int:
    found = _NUMBER.fullmatch(text)
    share = float(found[1]) / (100 if found[2] else full) if found else -1.0
    if not 0.0 <= share <= 1.0:
        raise DamagedPaletteError(
            f"{shown(text)} is no level; allowed are 0 to {full}, and 0% to 100%"
        )
    return round(share * 255)


CSS = PaletteFormat("css", ".css", read_css, write_css, alpha="any")
