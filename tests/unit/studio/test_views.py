"""Views: what is seen is the box that was asked for, at its size."""

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.errors import InvalidOptionError
from colorquant.studio.views import View, with_opacity


def test_a_box_at_its_own_size_is_the_pixels_themselves(small: NDArray[np.uint8]) -> None:
    view = View.of_text("3,4,13,9,10,5", max_pixels=1000)

    assert (view.of_pixels(small) == small[4:9, 3:13]).all()


def test_a_smaller_view_has_the_means() -> None:
    pixels = np.array([[[0, 0, 0], [100, 200, 40]]], np.uint8)

    assert View(0, 0, 2, 1, 1, 1).of_pixels(pixels).tolist() == [[[50, 100, 20]]]


def test_what_is_transparent_does_not_tint() -> None:
    pixels = np.array([[[0, 0, 0, 0], [200, 100, 50, 255]]], np.uint8)

    [[color]] = View(0, 0, 2, 1, 1, 1).of_pixels(pixels)

    assert np.abs(color.astype(int) - [200, 100, 50, 128]).max() <= 1


def test_gray_and_16_bits_are_seen_as_colors_of_8_bits() -> None:
    pixels = np.array([[0, 65_535]], np.uint16)

    assert View(0, 0, 2, 1, 2, 1).of_pixels(pixels).tolist() == [[[0] * 3, [255] * 3]]


def test_opacity_is_added_only_where_there_is_none(small: NDArray[np.uint8]) -> None:
    shown = with_opacity(small)

    assert (shown[..., :3] == small).all()
    assert (shown[..., 3] == 255).all()
    assert with_opacity(shown) is shown


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "a,b,c,d,e,f", "0,0,0,5,1,1", "-1,0,5,5,2,2", "0,0,5,5,6,5", "0,0,5,5,0,5"],
)
def test_what_is_no_view_is_refused(text: str) -> None:
    with pytest.raises(InvalidOptionError, match="six whole numbers"):
        View.of_text(text, max_pixels=100)


def test_a_view_has_up_to_as_many_pixels_as_are_allowed() -> None:
    for size in ("9,11", "10,10"):
        View.of_text(f"0,0,50,50,{size}", max_pixels=100)
    for size in ("11,10", "1,50"):
        with pytest.raises(InvalidOptionError, match="no more than 49 pixels"):
            View.of_text(f"0,0,50,50,{size}", max_pixels=49)


@pytest.mark.parametrize("box", ["0,0,1,1,1,1", "0,5,2,9,2,4", "5,0,9,2,4,2"])
def test_a_view_may_touch_the_edges_and_be_as_large_as_its_box(box: str) -> None:
    assert View.of_text(box, max_pixels=100)


@pytest.mark.parametrize(
    "box",
    ["0,-1,5,5,2,2", "5,0,5,5,1,1", "0,5,5,5,1,1", "6,0,5,5,1,1", "0,0,5,5,5,6", "0,0,5,5,5,0"],
)
def test_a_box_without_pixels_or_a_view_larger_than_it_is_refused(box: str) -> None:
    with pytest.raises(InvalidOptionError, match="six whole numbers"):
        View.of_text(box, max_pixels=100)


def test_a_view_ends_where_the_image_does(small: NDArray[np.uint8]) -> None:
    assert View(31, 23, 32, 24, 1, 1).of_pixels(small).tolist() == small[23:, 31:].tolist()
    for right, bottom in ((33, 24), (32, 25)):
        with pytest.raises(InvalidOptionError, match="32 x 24"):
            View(0, 0, right, bottom, 5, 5).of_pixels(small)
