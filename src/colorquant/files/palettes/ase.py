"""Adobe Swatch Exchange: blocks of colors, each of its own model, with names, in groups.

Adobe has published no specification; this follows the description by Olivier Berten
(http://www.selapa.net/swatches/colors/fileformats.php#adobe_ase). All is big-endian.
"""

import struct

from colorquant.errors import InvalidOptionError
from colorquant.files.palettes.binary import Fields, to_utf_16
from colorquant.files.palettes.models import Model, to_rgb
from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches
from colorquant.files.palettes.text import at, shown

_SIGNATURE = b"ASEF"
_COLOR, _GROUP = 0x0001, 0xC001
_NORMAL = 2  # neither a global nor a spot color
_LONGEST_NAME = 2**16 - 2  # UTF-16 units, without the zero at the end
_MODELS: dict[bytes, tuple[Model, int]] = {
    b"rgb ": ("rgb", 3),
    b"cmyk": ("cmyk", 4),
    b"lab ": ("lab", 3),
    b"gray": ("gray", 1),
}

Entry = tuple[Model, tuple[float, ...]]


def read_ase(data: bytes) -> Swatches:
    """Read the colors of all groups; the first group's name is the title.

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
    signature, _, _, blocks = fields.unpack(">4sHHI", "the heading")
    if signature != _SIGNATURE:
        raise DamagedPaletteError(f"begins with {signature!r}; needed is b'ASEF'")
    entries: list[Entry] = []
    names: list[str] = []
    title = ""
    for number in range(1, blocks + 1):
        with at(f"block {number:,}"):
            kind, size = fields.unpack(">HI", "a block's heading")
            block = Fields(fields.take(size, "a block"))
            if kind == _GROUP:
                title = title or _name(block)
            elif kind == _COLOR:
                names.append(_name(block))
                entries.append(_color(block))
    return make_swatches(to_rgb(entries), names, title)


def write_ase(swatches: Swatches) -> bytes:
    """Write colors of the model RGB in no group.

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
    blocks = [_block(color, name) for color, name in entries]
    return struct.pack(">4sHHI", _SIGNATURE, 1, 0, len(blocks)) + b"".join(blocks)


def _name(block: Fields) -> str:
    [units] = block.unpack(">H", "a name's length")
    return block.utf_16(units, "a name")


def _color(block: Fields) -> Entry:
    [code] = block.unpack(">4s", "a color's model")
    if code.lower() not in _MODELS:
        raise DamagedPaletteError(
            f"{code!r} is no model of colors; allowed are RGB, CMYK, LAB, Gray"
        )
    model, channels = _MODELS[code.lower()]
    values = block.unpack(f">{channels}f", "a color's values")
    if model == "lab":  # L* is stored from 0 to 1
        values = (100.0 * values[0], *values[1:])
    return model, values


def _block(color: list[int], name: str) -> bytes:
    units, text = to_utf_16(name)
    if units - 1 > _LONGEST_NAME:
        raise InvalidOptionError(
            f"the name {shown(name)} has {units - 1:,} units of UTF-16; "
            f"allowed in an .ase file are {_LONGEST_NAME:,}"
        )
    red, green, blue = (level / 255 for level in color)
    body = (
        struct.pack(">H", units) + text + struct.pack(">4s3fH", b"RGB ", red, green, blue, _NORMAL)
    )
    return struct.pack(">HI", _COLOR, len(body)) + body


ASE = PaletteFormat("ase", ".ase", read_ase, write_ase, holds_names=True)
