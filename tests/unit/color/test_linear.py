import numpy as np
import pytest

from colorquant.color import get_space

SPACE = get_space("linear")


def test_middle_gray_is_a_fifth_of_the_light() -> None:
    assert SPACE.from_srgb(np.full((1, 3), 0.5))[0] == pytest.approx([0.21404114] * 3)


def test_channels_are_apart() -> None:
    red = np.array([[255, 0, 0]], np.uint8)
    np.testing.assert_array_equal(SPACE.encode(red), [[65_535, 0, 0]])


def test_negative_light_mirrors() -> None:
    light = np.array([[0.2, 0.001, 1.1]])
    np.testing.assert_array_equal(SPACE.to_srgb(-light), -SPACE.to_srgb(light))
