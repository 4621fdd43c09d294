"""The palettes of Microsoft Windows: a RIFF file of type ``PAL``.

"Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991): the
chunk ``data`` holds a LOGPALETTE, that is a version, a count, and red, green, blue and flags of
each entry. The flags are for the display and say nothing of the color.
"""

import struct

import numpy as np

from colorquant.files.palettes.binary import Fields
from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches

_SIGNATURE = b"RIFF"
_VERSION = 0x0300


def read_riff(data: bytes) -> Swatches:
    """Read the first chunk of colors.

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
    _, _, kind = fields.unpack("<4sI4s", "the heading")
    if kind != b"PAL ":
        raise DamagedPaletteError(f"is a RIFF file of type {kind!r}; needed is b'PAL '")
    name, size = fields.unpack("<4sI", "a chunk's heading")
    while name != b"data":
        fields.take(size + size % 2, "a chunk")
        name, size = fields.unpack("<4sI", "a chunk's heading")
    _, count = fields.unpack("<HH", "the version and the count")
    entries = np.frombuffer(fields.take(4 * count, f"its {count:,} colors"), np.uint8)
    return make_swatches(entries.reshape(-1, 4)[:, :3])


def write_riff(swatches: Swatches) -> bytes:
    """Write one chunk of colors, their flags 0.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    entries = swatches.colors.copy()
    entries[:, 3] = 0
    logpalette = struct.pack("<HH", _VERSION, len(entries)) + entries.tobytes()
    chunk = struct.pack("<4sI", b"data", len(logpalette)) + logpalette
    return struct.pack("<4sI4s", _SIGNATURE, len(chunk) + 4, b"PAL ") + chunk


RIFF = PaletteFormat(
    "riff", ".pal", read_riff, write_riff, max_colors=2**16 - 1, signature=_SIGNATURE
)
