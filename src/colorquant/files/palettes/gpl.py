"""GIMP palettes.

The format is that of GIMP (``app/core/gimppalette-load.c``), with the line ``Channels: RGBA`` by
which Aseprite says that levels of alpha follow.
"""

import re

from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches
from colorquant.files.palettes.text import Color, at, level, lines_of, shown

_HEADER = re.compile(r"(name|columns|channels):\s*(.*)", re.IGNORECASE)


def read_gpl(data: bytes) -> Swatches:
    """Read a palette whose lines are levels of red, green and blue, and perhaps a name.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    lines = lines_of(data)
    _, first = next(lines, (1, ""))
    if not first.lower().startswith("gimp palette"):
        raise DamagedPaletteError(f"line 1: {shown(first)} is not 'GIMP Palette'")
    said: dict[str, str] = {}
    colors: list[Color] = []
    names: list[str] = []
    for number, line in lines:
        if line.startswith("#"):
            continue
        if not colors and (header := _HEADER.fullmatch(line)):
            said[header[1].lower()] = header[2]
            continue
        channels = 4 if said.get("channels", "").upper() == "RGBA" else 3
        with at(f"line {number:,}"):
            color, name = _entry(line, channels)
        colors.append(color)
        names.append(name)
    return make_swatches(colors, names, said.get("name", ""))


def write_gpl(swatches: Swatches) -> bytes:
    """Write the palette with its names, in UTF-8.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    names = swatches.names or ("",) * len(swatches.colors)
    entries = zip(swatches.colors[:, :3].tolist(), names, strict=True)
    lines = ["GIMP Palette", f"Name: {swatches.title}", "Columns: 0", "#"]
    lines += [f"{r:3} {g:3} {b:3}\t{name}".rstrip() for (r, g, b), name in entries]
    return ("\n".join(lines) + "\n").encode()


def _entry(line: str, channels: int) -> tuple[Color, str]:
    fields = line.split(maxsplit=channels)
    if len(fields) < channels:
        raise DamagedPaletteError(
            f"{shown(line)} is no color; needed are {channels} levels, and perhaps a name"
        )
    return tuple(map(level, fields[:channels])), "".join(fields[channels:])


GPL = PaletteFormat("gpl", ".gpl", read_gpl, write_gpl, holds_names=True)
