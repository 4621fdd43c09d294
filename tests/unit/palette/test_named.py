"""Palettes that have a name."""

import pytest

from colorquant.errors import InvalidOptionError
from colorquant.palette import NAMED_PALETTES, Palette

COUNTS = {
    "black-white": 2,
    "gray4": 4,
    "gray16": 16,
    "gameboy": 4,
    "cga16": 16,
    "web216": 216,
    "eink6": 6,
}


def test_each_has_its_number_of_colors_and_a_source() -> None:
    assert {name: len(Palette.named(name)) for name in NAMED_PALETTES} == COUNTS
    assert all(palette.source for palette in NAMED_PALETTES.values())


def test_grays_are_at_equal_steps() -> None:
    assert Palette.named("gray4").colors[:, 1].tolist() == [0, 85, 170, 255]


def test_the_dark_yellow_of_the_cga_is_brown() -> None:
    assert Palette.named("cga16").colors[6].tolist() == [0xAA, 0x55, 0]


def test_it_has_the_space_that_is_asked_for() -> None:
    assert Palette.named("eink6", space="lab").space == "lab"


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidOptionError, match=r"palette is 'ega'; allowed are black-white, "):
        Palette.named("ega")
