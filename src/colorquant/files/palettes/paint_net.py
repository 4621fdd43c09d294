"""The palettes of paint.net: alpha, red, green and blue in hexadecimal, one color a line.

https://www.getpaint.net/doc/latest/WorkingWithPalettes.html: lines that start with a semicolon are
comments, and there are 96 colors at most.
"""

from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import Swatches, make_swatches
from colorquant.files.palettes.text import at, hex_color, lines_of

_MAX_COLORS = 96


def read_paint_net(data: bytes) -> Swatches:
    """Read colors of any number; those of six digits are opaque.

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
        if digits := line.partition(";")[0].strip():
            with at(f"line {number:,}"):
                *alpha, red, green, blue = hex_color(digits, (6, 8))
            colors.append((red, green, blue, *(alpha or [255])))
    return make_swatches(colors)


def write_paint_net(swatches: Swatches) -> bytes:
    """Write colors as paint.net does, under a comment.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    lines = [f"{a:02X}{r:02X}{g:02X}{b:02X}" for r, g, b, a in swatches.colors.tolist()]
    return "".join(f"{line}\r\n" for line in ("; paint.net Palette File", *lines)).encode()


PAINT_NET = PaletteFormat(
    "paint.net", ".txt", read_paint_net, write_paint_net, alpha="any", max_colors=_MAX_COLORS
)
