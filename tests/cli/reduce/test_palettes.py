"""The palette that is given."""

from pathlib import Path

import pytest

import colorquant as cq
from colorquant.cli.reduce.palettes import file_of_palette, help_of_palette, palette_of
from colorquant.errors import InvalidOptionError, InvalidPaletteError


def test_a_palette_has_a_name_or_is_spelt_or_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.hex"
    cq.Palette([[1, 2, 3]]).save(path)

    named = palette_of("gray4", space="lab")
    spelled = palette_of("#000000 #FF0000,#00ff0080", space="srgb")

    assert (len(named), named.space) == (4, "lab")
    assert spelled.colors.tolist() == [[0, 0, 0, 255], [255, 0, 0, 255], [0, 255, 0, 128]]
    assert palette_of(str(path), space="srgb").colors.tolist() == [[1, 2, 3]]
    assert file_of_palette(str(path)) == path
    assert file_of_palette("gray4") is None


def test_a_mistyped_name_gets_a_suggestion() -> None:
    with pytest.raises(InvalidOptionError, match=r"did you mean 'gameboy'"):
        palette_of("gamboy", space="srgb")


@pytest.mark.parametrize("value", ["#", "#12", "#000000 red", "#000000 #12345"])
def test_a_color_that_is_none_is_named(value: str) -> None:
    with pytest.raises(InvalidOptionError, match=r"allowed is #rrggbb or #rrggbbaa"):
        palette_of(value, space="srgb")


def test_repeated_colors_make_no_palette() -> None:
    with pytest.raises(InvalidPaletteError, match=r"repeats 1"):
        palette_of("#000000 #000000", space="srgb")


def test_the_help_names_them() -> None:
    assert "gameboy" in help_of_palette()
