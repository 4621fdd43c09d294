import pytest

from colorquant.files.palettes.hex import read_hex, write_hex
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches


def test_reads_six_digits_a_line() -> None:
    swatches = read_hex(b"\xef\xbb\xbfff0000\r\n\r\n; a comment\r\n#00FFaa\n")
    assert swatches.colors.tolist() == [[255, 0, 0, 255], [0, 255, 170, 255]]
    assert swatches.names is None


def test_writes_lower_case() -> None:
    assert write_hex(make_swatches([[255, 0, 10], [1, 2, 3]])) == b"ff000a\n010203\n"


def test_damage_is_named_by_its_line() -> None:
    with pytest.raises(DamagedPaletteError, match=r"^line 2: 'ff00' is no color; needed are 6"):
        read_hex(b"ff0000\nff00\n")
