from __future__ import annotations

import numpy as np
import pytest

from colorquant.pixels import (
    Colors,
    as_colors,
    largest,
    to_8_bits,
    to_16_bits,
    to_hex,
    with_alpha,
    without_alpha,
    without_fourth,
    without_hidden,
)


def test_sixteen_bits_are_rounded_to_the_nearest_eight() -> None:
    every = np.arange(65_536, dtype=np.uint16)
    np.testing.assert_array_equal(to_8_bits(every), np.rint(every / 257.0))


def test_eight_bits_survive_sixteen() -> None:
    every = np.arange(256, dtype=np.uint8)
    np.testing.assert_array_equal(to_8_bits(to_16_bits(every)), every)
    assert to_16_bits(every)[-1] == largest(to_16_bits(every)) == 65_535


def test_what_is_right_already_is_left_alone() -> None:
    eight, sixteen = np.zeros((2, 3), np.uint8), np.zeros((2, 3), np.uint16)
    assert np.shares_memory(to_8_bits(eight), eight)
    assert np.shares_memory(to_16_bits(sixteen), sixteen)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_alpha_is_opaque(dtype: type) -> None:
    colors: Colors = np.array([[1, 2, 3]], dtype)
    assert with_alpha(colors).tolist() == [[1, 2, 3, np.iinfo(dtype).max]]
    assert with_alpha(with_alpha(colors)).shape == (1, 4)


def test_alpha_goes_only_where_all_are_opaque() -> None:
    opaque = np.array([[1, 2, 3, 255]], np.uint8)
    assert without_alpha(opaque).tolist() == [[1, 2, 3]]
    assert without_alpha(np.array([[1, 2, 3, 254]], np.uint8)).shape == (1, 4)


def test_hidden_colors_are_all_the_same() -> None:
    colors = np.array([[9, 8, 7, 0], [1, 2, 3, 4]], np.uint8)
    assert without_hidden(colors).tolist() == [[0, 0, 0, 0], [1, 2, 3, 4]]
    assert colors[0].tolist() == [9, 8, 7, 0]
    assert np.shares_memory(without_hidden(colors[1:]), colors)


def test_pixels_are_colors_of_three_channels_or_four() -> None:
    gray = np.array([[1, 2], [3, 4]], np.uint8)
    assert as_colors(gray).tolist() == [[level] * 3 for level in (1, 2, 3, 4)]
    for channels in (3, 4):
        image = np.zeros((2, 5, channels), np.uint16)
        assert as_colors(image).shape == (10, channels)
        assert np.shares_memory(as_colors(image), image)


def test_red_green_and_blue_are_contiguous() -> None:
    colors = np.array([[1, 2, 3, 4], [5, 6, 7, 8]], np.uint8)
    assert without_fourth(colors).tolist() == [[1, 2, 3], [5, 6, 7]]
    assert without_fourth(colors).flags.c_contiguous


@pytest.mark.parametrize(
    ("color", "digits"),
    [
        ((0, 10, 255), "#000aff"),
        ((0, 10, 255, 255), "#000aff"),
        ((0, 10, 255, 128), "#000aff80"),
        ((0, 0, 0, 0), "#00000000"),
    ],
)
def test_alpha_is_written_where_it_says_something(color: tuple[int, ...], digits: str) -> None:
    assert to_hex(color) == digits
