"""The palettes of Jasc Paint Shop Pro, which are text: a heading, a count, the colors."""

from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, make_swatches
from colorquant.files.palettes.text import at, levels, lines_of, shown


def read_jasc(data: bytes) -> Swatches:
    """Read a palette of version 0100; the count must be right.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    lines = list(lines_of(data))
    heading = [text for _, text in lines[:3]]
    if heading[:1] != ["JASC-PAL"]:
        raise DamagedPaletteError(
            "begins with neither 'JASC-PAL' nor 'RIFF'; one of them makes a .pal file"
        )
    if len(heading) < 3 or heading[1] != "0100":
        got = " and ".join(map(shown, heading[1:])) or "the end"
        raise DamagedPaletteError(f"has {got} after 'JASC-PAL'; needed are '0100' and a count")
    colors = []
    for number, line in lines[3:]:
        with at(f"line {number:,}"):
            colors.append(levels(line, 3))
    if heading[2].lstrip("0") != str(len(colors) or ""):
        raise DamagedPaletteError(
            f"says that it holds {shown(heading[2])} colors and holds {len(colors):,}"
        )
    return make_swatches(colors)


def write_jasc(swatches: Swatches) -> bytes:
    """Write the lines with the ends that Paint Shop Pro gives them.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    lines = ["JASC-PAL", "0100", str(len(swatches.colors))]
    lines += [f"{r} {g} {b}" for r, g, b in swatches.colors[:, :3].tolist()]
    return "".join(f"{line}\r\n" for line in lines).encode()


JASC = PaletteFormat("jasc", ".pal", read_jasc, write_jasc)
