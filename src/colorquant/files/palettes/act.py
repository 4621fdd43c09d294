"""Adobe Color Tables: 256 colors of three bytes, then perhaps how many count.

"Adobe Photoshop File Formats Specification", section "Color Table": the last four bytes, if there
are any, are the count of colors and the index of the transparent one, big-endian.
"""

import struct

import numpy as np
from numpy.typing import NDArray

from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches
from colorquant.pixels import with_alpha

_ENTRIES = 256
_TABLE = 3 * _ENTRIES
_TAIL = struct.Struct(">HH")
_NONE = 0xFFFF


def read_act(data: bytes) -> Swatches:
    """Read as many colors as are counted, or else all but the zeros that fill up the table.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    if len(data) not in (_TABLE, _TABLE + _TAIL.size):
        raise DamagedPaletteError(f"holds {len(data):,} bytes; allowed are 768 and 772")
    table = np.frombuffer(data, np.uint8, _TABLE).reshape(_ENTRIES, 3)
    if len(data) == _TABLE:
        return make_swatches(_without_padding(table))
    count, clear = _TAIL.unpack(data[_TABLE:])
    if count > _ENTRIES:
        raise DamagedPaletteError(f"says that it holds {count:,} colors; allowed are up to 256")
    colors = with_alpha(table[:count]).view(np.uint8)
    if clear != _NONE:
        if clear >= count:
            raise DamagedPaletteError(
                f"says that entry {clear:,} is transparent; allowed are those from 0 to "
                f"{count - 1}, and 65,535 for none"
            )
        colors[clear] = 0
    return make_swatches(colors)


def write_act(swatches: Swatches) -> bytes:
    """Write the 772 bytes of a table with its count.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    colors = swatches.colors
    clear = np.flatnonzero(colors[:, 3] == 0)
    tail = _TAIL.pack(len(colors), clear[0] if len(clear) else _NONE)
    return colors[:, :3].tobytes().ljust(_TABLE, b"\0") + tail


def _without_padding(table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Drop the zeros at the end; a single one is black, and so is a table of nothing else."""
    used = np.flatnonzero(table.any(axis=1))
    end = int(used[-1]) + 1 if len(used) else 1
    return table if end == _ENTRIES - 1 else table[:end]


ACT = PaletteFormat("act", ".act", read_act, write_act, alpha="one", max_colors=_ENTRIES)
