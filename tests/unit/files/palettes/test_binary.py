import pytest

from colorquant.files.palettes.binary import Fields, to_utf_16
from colorquant.files.palettes.swatches import DamagedPaletteError


def test_fields_are_taken_in_turn() -> None:
    fields = Fields(b"\x00\x01ab\x00")
    assert fields.unpack(">H", "a count") == (1,)
    assert fields.take(2, "a text") == b"ab"
    assert fields.left == 1


def test_nothing_is_taken_beyond_the_end() -> None:
    with pytest.raises(
        DamagedPaletteError,
        match=r"ends within its colors: it would be 4,000,000,000 bytes and 3 are there",
    ):
        Fields(b"abc").take(4_000_000_000, "its colors")


def test_utf_16_ends_with_a_zero() -> None:
    units, data = to_utf_16("é🎨")
    assert (units, data) == (4, b"\x00\xe9\xd8\x3c\xdf\xa8\x00\x00")
    assert Fields(data).utf_16(units, "a name") == "é🎨"
    assert Fields(b"\xd8\x00\x00a").utf_16(2, "a name") == "\ufffda"
