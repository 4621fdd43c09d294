from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.image.normal import normal_form

KINDS = pytest.mark.parametrize("kind", [np.uint8, np.uint16])


def pixels(kind: Any, *channels: int) -> NDArray[Any]:
    """Two pixels, the second of which is 1 everywhere."""
    return np.array([[channels, [1] * len(channels)]], dtype=kind)


@KINDS
def test_one_channel_is_gray(kind: Any) -> None:
    assert normal_form(pixels(kind, 7)).tolist() == [[7, 1]]


@KINDS
def test_gray_with_alpha_has_four_channels(kind: Any) -> None:
    assert normal_form(pixels(kind, 7, 9)).tolist() == [[[7, 7, 7, 9], [1, 1, 1, 1]]]


@KINDS
def test_alpha_that_says_nothing_is_dropped(kind: Any) -> None:
    opaque = np.iinfo(kind).max
    gray, color = pixels(kind, 7, opaque), pixels(kind, 7, 8, 9, opaque)
    gray[..., -1] = color[..., -1] = opaque
    assert normal_form(gray).tolist() == [[7, 1]]
    assert normal_form(color).tolist() == [[[7, 8, 9], [1, 1, 1]]]
    assert normal_form(color).flags.c_contiguous


@KINDS
def test_what_has_no_opacity_has_no_color(kind: Any) -> None:
    image = pixels(kind, 7, 8, 9, 0)
    before = image.copy()
    assert normal_form(image).tolist() == [[[0, 0, 0, 0], [1, 1, 1, 1]]]
    np.testing.assert_array_equal(image, before)


def test_what_has_no_color_already_is_not_copied() -> None:
    colors = pixels(np.uint8, 0, 0, 0, 0)
    assert normal_form(colors) is colors


@pytest.mark.parametrize("size", [3, 5000])
def test_16_bits_that_say_no_more_than_8_become_8(size: int) -> None:
    image = np.full((size, 3), 65535, np.uint16)
    image[-1] = 5 * 257
    assert normal_form(image).dtype == np.uint8
    assert normal_form(image)[-1].tolist() == [5, 5, 5]
    image[-1, -1] += 1
    assert normal_form(image) is image
