"""Palettes as JSON (RFC 8259): an object with a name and colors, or a bare list of colors.

It is this library's own shape, ``{"name": "...", "colors": [{"hex": "#rrggbb", "name": "..."}]}``.
"""

import json
from typing import Any

from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches
from colorquant.files.palettes.text import Color, at, decode, hex_color, shown
from colorquant.pixels import to_hex

_ALLOWED = '"#rrggbb", "#rrggbbaa", [red, green, blue] or [red, green, blue, alpha]'


def read_json(data: bytes) -> Swatches:
    """Read an object or a list; a color may be an object, a text or a list of levels.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    try:
        content = json.loads(decode(data))
    except json.JSONDecodeError as error:
        raise DamagedPaletteError(f"line {error.lineno:,}: not JSON: {error.msg}") from None
    except (ValueError, RecursionError):  # a number of too many digits, too many brackets
        raise DamagedPaletteError("is not JSON of a palette") from None
    title = ""
    if isinstance(content, dict):
        title, content = _text(content.get("name")), content.get("colors")
    if not isinstance(content, list):
        raise DamagedPaletteError('holds no list of colors; needed is one, perhaps as "colors"')
    colors: list[Color] = []
    names: list[str] = []
    for number, item in enumerate(content, 1):
        value, name = item, ""
        if isinstance(item, dict):
            value, name = item.get("hex"), _text(item.get("name"))
        with at(f"entry {number:,}"):
            colors.append(_color(value))
        names.append(name)
    return make_swatches(colors, names, title)


def write_json(swatches: Swatches) -> bytes:
    """Write an object, one color a line; alpha and names where there are any.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    entries: list[dict[str, str]] = [{"hex": to_hex(color)} for color in swatches.colors.tolist()]
    for entry, name in zip(entries, swatches.names or (), strict=False):
        entry |= {"name": name} if name else {}
    lines = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    title = json.dumps(swatches.title, ensure_ascii=False)
    return f'{{\n  "name": {title},\n  "colors": [\n{lines}\n  ]\n}}\n'.encode()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _color(value: Any) -> Color:
    if isinstance(value, str):
        return _with_alpha(hex_color(value.strip(), (3, 4, 6, 8)))
    if isinstance(value, list) and len(value) in (3, 4) and all(map(_is_level, value)):
        return _with_alpha(tuple(value))
    raise DamagedPaletteError(f"{shown(value)} is no color; allowed are {_ALLOWED}")


def _is_level(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 255


def _with_alpha(color: Color) -> Color:
    return color if len(color) == 4 else (*color, 255)


JSON = PaletteFormat("json", ".json", read_json, write_json, holds_names=True, alpha="any")
