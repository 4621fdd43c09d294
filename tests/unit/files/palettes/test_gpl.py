import pytest

from colorquant.files.palettes.gpl import read_gpl, write_gpl
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches

FILE = """GIMP Palette
Name: Brand
Columns: 4
#
# a comment
255   0   0\tFire Red

  0 128 255\tSky 2
1 2 3
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_colors_names_and_title(end: str, encoding: str) -> None:
    swatches = read_gpl(FILE.replace("\n", end).encode(encoding))
    assert swatches.colors.tolist() == [[255, 0, 0, 255], [0, 128, 255, 255], [1, 2, 3, 255]]
    assert swatches.names == ("Fire Red", "Sky 2", "")
    assert swatches.title == "Brand"


def test_the_header_may_be_of_one_line() -> None:
    swatches = read_gpl(b"GIMP Palette\n1 2 3")
    assert (swatches.colors.tolist(), swatches.names) == ([[1, 2, 3, 255]], None)


def test_levels_of_alpha_follow_where_the_file_says_so() -> None:
    swatches = read_gpl(b"GIMP Palette\nChannels: RGBA\n#\n1 2 3 4 half\n5 6 7 255 full\n")
    assert swatches.colors.tolist() == [[1, 2, 3, 4], [5, 6, 7, 255]]
    assert swatches.names == ("half", "full")


def test_writes_what_gimp_writes() -> None:
    assert write_gpl(make_swatches([[255, 0, 0], [1, 2, 3]], ["Réd", ""], "brand")) == (
        "GIMP Palette\nName: brand\nColumns: 0\n#\n255   0   0\tRéd\n  1   2   3\n".encode()
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"1 2 3", "line 1: '1 2 3' is not 'GIMP Palette'"),
        (b"GIMP Palette\n1 2 3\n#\n1 2 300 x", "line 4: '300' is no level; allowed are 0 to 255"),
        (b"GIMP Palette\n1 2", "line 2: '1 2' is no color; needed are 3 levels"),
        (b"GIMP Palette\nChannels: RGBA\n1 2 3", "line 3: '1 2 3' is no color; needed are 4"),
    ],
)
def test_damage_is_named_by_its_line(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_gpl(data)
