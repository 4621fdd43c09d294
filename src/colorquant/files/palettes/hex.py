"""The HEX files of Lospec: six hexadecimal digits a line (https://lospec.com/palette-list)."""

from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import Swatches, make_swatches
from colorquant.files.palettes.text import at, hex_color, lines_of


def read_hex(data: bytes) -> Swatches:
    """Read colors, with or without ``#`` before them; lines that start with ``;`` are comments.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    colors = []
    for number, line in lines_of(data):
        if not line.startswith(";"):
            with at(f"line {number:,}"):
                colors.append(hex_color(line, (6,)))
    return make_swatches(colors)


def write_hex(swatches: Swatches) -> bytes:
    """Write colors in lower case, without ``#``, as Lospec does.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    return "".join(f"{color.tobytes().hex()}\n" for color in swatches.colors[:, :3]).encode()


HEX = PaletteFormat("hex", ".hex", read_hex, write_hex)
