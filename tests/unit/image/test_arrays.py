from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.image.arrays import from_array, normal_form, unit_floats


@pytest.mark.parametrize(
    "array",
    [
        np.full((2, 3), 9, np.uint8),
        np.full((2, 3, 3), 9, np.uint8),
        np.full((2, 3, 4), 9, np.uint8),
        np.full((2, 3), 9, np.uint16),
        np.full((2, 3, 3), 9, np.uint16),
        np.full((2, 3, 4), 9, np.uint16),
    ],
    ids=lambda array: f"{array.dtype} {array.shape}",
)
def test_an_array_in_the_form_is_itself(array: NDArray[Any]) -> None:
    assert from_array(array) is array


def test_other_memory_layouts_become_contiguous() -> None:
    array = np.arange(240, dtype=np.uint8).reshape(8, 10, 3)
    for other in (array[::-2, ::3], np.asfortranarray(array), array.transpose(1, 0, 2)):
        result = from_array(other)
        assert result.flags.c_contiguous
        np.testing.assert_array_equal(result, other)


def test_a_read_only_array_is_taken_and_stays_as_it_was() -> None:
    array = np.arange(16, dtype=np.uint8).reshape(2, 2, 4)
    array[0, 0, 3] = 0
    array.flags.writeable = False
    before = array.copy()
    assert from_array(array)[0, 0].tolist() == [0, 0, 0, 0]
    np.testing.assert_array_equal(array, before)


def test_bool_is_black_and_white() -> None:
    assert from_array(np.array([[True, False]])).tolist() == [[255, 0]]


@pytest.mark.parametrize("kind", ["<u2", ">u2"])
def test_16_bits_of_either_byte_order(kind: str) -> None:
    result = from_array(np.array([[1, 256, 65535]], dtype=kind))
    assert result.dtype == np.dtype("=u2")
    assert result.tolist() == [[1, 256, 65535]]


@pytest.mark.parametrize("kind", ["<f2", "<f4", ">f4", "<f8", ">f8"])
def test_floats_are_rounded_to_16_bits(kind: str) -> None:
    values = np.array([[0, 0.25, 0.5, 1]], dtype=kind)
    assert from_array(values).tolist() == [[0, 16384, 32768, 65535]]


def test_floats_that_were_8_bits_become_them_again() -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    result = from_array(levels.astype(np.float32) / 255)
    assert result.dtype == np.uint8
    np.testing.assert_array_equal(result, levels)


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((0, 4, 3), np.uint8), r"shape is \(0, 4, 3\): it has no pixels"),
        (np.zeros((4, 4, 5), np.uint8), r"shape is \(4, 4, 5\); allowed are .*\(h, w, 4\)$"),
        (np.zeros((4, 4, 0), np.uint8), r"shape is \(4, 4, 0\); allowed"),
        (np.zeros(9, np.uint8), r"shape is \(9,\); allowed"),
        (np.zeros((1, 4, 4, 3), np.uint8), r"shape is \(1, 4, 4, 3\); allowed"),
        (np.zeros((4, 4, 3), np.int64), "type is int64; allowed are bool, uint8, uint16"),
        (np.zeros((4, 4), np.complex64), "type is complex64; allowed"),
        (np.zeros((4, 4), object), "type is object; allowed"),
        (np.zeros((4, 4), "u1,u1"), "allowed are bool"),
        (np.ma.masked_less(np.zeros((4, 4), np.uint8), 3), "the array is masked; allowed"),
        (np.full((4, 4, 3), 255.0), r"has 48 values outside 0 to 1, first 255.0 at \(0, 0, 0\); "),
        (np.array([[0, -0.5]]), r"has 1 value outside 0 to 1, first -0.5 at \(0, 1\); allowed are"),
        (np.array([[0, np.nan], [np.inf, 2]]), r"2 values not finite, first nan at \(0, 1\); al"),
    ],
)
def test_arrays_that_are_no_image_are_refused(array: NDArray[Any], message: str) -> None:
    with pytest.raises(cq.InvalidImageError, match=message) as refusal:
        from_array(array)
    assert "\n" not in str(refusal.value)


def test_floats_are_told_of_by_the_name_of_their_image() -> None:
    with pytest.raises(cq.InvalidImageError, match=r"^sky.tiff has 1 value outside"):
        unit_floats(np.array([[2.0]]), "sky.tiff")


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
