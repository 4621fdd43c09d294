import pytest

from colorquant.files.palettes.swatches import DamagedPaletteError
from colorquant.files.palettes.text import at, decode, hex_color, level, levels, lines_of, shown


@pytest.mark.parametrize(
    "data",
    [
        "é".encode(),
        "é".encode("utf-8-sig"),
        "é".encode("utf-16"),
        b"\xfe\xff" + "é".encode("utf-16-be"),
        "é".encode("latin-1"),
    ],
)
def test_text_is_decoded_as_its_mark_says_or_as_utf_8_or_latin_1(data: bytes) -> None:
    assert decode(data) == "é"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_any_ends_are_numbered_with_the_blank_ones(end: str) -> None:
    assert list(lines_of(f" a {end}{end}b".encode())) == [(1, "a"), (3, "b")]


def test_levels_are_whole_numbers_up_to_255() -> None:
    assert levels("0 \t007 255", 3) == (0, 7, 255)
    for text in ("256", "-1", "1.5", "x", "٣", "9" * 5000):
        with pytest.raises(DamagedPaletteError, match="is no level; allowed are 0 to 255"):
            level(text)
    with pytest.raises(DamagedPaletteError, match=r"'1 2' is no color; needed are 3 levels"):
        levels("1 2", 3)


def test_hexadecimal_colors() -> None:
    assert hex_color("#fFa", (3, 6)) == (255, 255, 170)
    assert hex_color("010203fE", (8,)) == (1, 2, 3, 254)
    for text in ("12345", "#", "##123456", "12345g", ""):
        with pytest.raises(DamagedPaletteError, match="needed are 6 or 8 hexadecimal digits"):
            hex_color(text, (6, 8))


def test_the_place_is_named() -> None:
    with pytest.raises(DamagedPaletteError, match=r"^line 7: '300' is no level"), at("line 7"):
        level("300")


def test_what_is_shown_is_short() -> None:
    assert shown("ab\n") == r"'ab\n'"
    assert len(shown("x" * 10_000)) < 50
    assert len(shown([["x" * 100] * 100] * 100)) < 70
