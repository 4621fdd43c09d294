"""Adobe Color files: swatches of 16-bit values, and in version 2 their names.

"Adobe Photoshop File Formats Specification", sections "Color Swatches" and "Color structure". A
section of version 1 is followed by one of version 2 with the same colors; either may be alone.
All is big-endian.
"""

import struct
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from colorquant.files.palettes.binary import Fields, to_utf_16
from colorquant.files.palettes.models import Model, to_rgb
from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches
from colorquant.files.palettes.text import at

_FULL = 65_535
_COLOR = struct.Struct(">5H")

Entry = tuple[Model, tuple[float, ...]]


def read_aco(data: bytes) -> Swatches:
    """Read the section of version 2 if there is one, else that of version 1.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    fields = Fields(data)
    version, count = fields.unpack(">HH", "the heading")
    if version not in (1, 2):
        raise DamagedPaletteError(f"is of version {version:,}; allowed are 1 and 2")
    if version == 1:
        entries = [_entry(fields, place) for place in range(count)]
        if fields.left < 4:
            return make_swatches(to_rgb(entries))
        version, count = fields.unpack(">HH", "the heading of version 2")
        if version != 2:  # what follows is no swatches
            return make_swatches(to_rgb(entries))
    entries, names = [], []
    for place in range(count):
        entries.append(_entry(fields, place))
        names.append(_name(fields, place))
    return make_swatches(to_rgb(entries), names)


def write_aco(swatches: Swatches) -> bytes:
    """Write sections of both versions, so that old readers find the colors.

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
    colors = [_COLOR.pack(0, r, g, b, 0) for r, g, b in (_wide(c) for c in swatches.colors)]
    texts = [struct.pack(">I", units) + text for units, text in map(to_utf_16, names)]
    named = [color + text for color, text in zip(colors, texts, strict=True)]
    return b"".join(
        struct.pack(">HH", version, len(section)) + b"".join(section)
        for version, section in ((1, colors), (2, named))
    )


def _wide(color: NDArray[np.uint8]) -> list[int]:
    return [257 * level for level in color[:3].tolist()]


def _entry(fields: Fields, place: int) -> Entry:
    with at(f"entry {place + 1:,}"):
        space, *values = fields.unpack(_COLOR.format, "a color")
        if space not in _SPACES:
            raise DamagedPaletteError(
                f"{space:,} is no color space that can be read; "
                "allowed are 0 (RGB), 1 (HSB), 2 (CMYK), 7 (Lab) and 8 (gray)"
            )
        return _SPACES[space](*values)


def _name(fields: Fields, place: int) -> str:
    with at(f"entry {place + 1:,}"):
        [units] = fields.unpack(">I", "a name's length")
        return fields.utf_16(units, "a name")


def _rgb(red: int, green: int, blue: int, _: int) -> Entry:
    return "rgb", (red / _FULL, green / _FULL, blue / _FULL)


def _hsb(hue: int, saturation: int, brightness: int, _: int) -> Entry:
    return "hsb", (hue / _FULL, saturation / _FULL, brightness / _FULL)


def _cmyk(*lack: int) -> Entry:
    """Return the inks: 0 is all of one."""
    return "cmyk", tuple(1.0 - each / _FULL for each in lack)


def _lab(lightness: int, a: int, b: int, _: int) -> Entry:
    """Return L*, a* and b* of their hundredfold; the last two are signed."""
    return "lab", (lightness / 100.0, _signed(a) / 100.0, _signed(b) / 100.0)


def _signed(word: int) -> int:
    return word - 0x10000 if word & 0x8000 else word


def _gray(value: int, *_: int) -> Entry:
    """Return the lightness: Adobe does not say which end is white; to Krita it is 10,000."""
    return "gray", (value / 10_000.0,)


_SPACES: dict[int, Callable[..., Entry]] = {0: _rgb, 1: _hsb, 2: _cmyk, 7: _lab, 8: _gray}

ACO = PaletteFormat("aco", ".aco", read_aco, write_aco, holds_names=True, max_colors=2**16 - 1)
