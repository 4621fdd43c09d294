import pytest

from colorquant.files.palettes.jasc import read_jasc, write_jasc
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches

FILE = b"JASC-PAL\r\n0100\r\n2\r\n255 0 0\r\n1 2 3\r\n"


@pytest.mark.parametrize("data", [FILE, FILE.replace(b"\r", b""), b"\xef\xbb\xbf" + FILE + b"\n"])
def test_reads_levels(data: bytes) -> None:
    assert read_jasc(data).colors.tolist() == [[255, 0, 0, 255], [1, 2, 3, 255]]


def test_writes_the_same() -> None:
    assert write_jasc(make_swatches([[255, 0, 0], [1, 2, 3]])) == FILE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIMP Palette", "begins with neither 'JASC-PAL' nor 'RIFF'"),
        (b"JASC-PAL\n0200\n1\n1 2 3", "has '0200' and '1' after 'JASC-PAL'; needed are '0100'"),
        (b"JASC-PAL", "has the end after 'JASC-PAL'"),
        (b"JASC-PAL\n0100\n1\n1 2 256", "line 4: '256' is no level"),
        (b"JASC-PAL\n0100\n2\n1 2 3", "says that it holds '2' colors and holds 1"),
        (b"JASC-PAL\n0100\n1\n1 2 3\n4 5 6", "says that it holds '1' colors and holds 2"),
        (b"JASC-PAL\n0100\nx\n1 2 3", "says that it holds 'x' colors"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_jasc(data)
