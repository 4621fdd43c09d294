from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import colorquant as cq
from colorquant.image.mask import as_mask


def test_bytes_are_levels() -> None:
    levels = np.array([[0, 7, 255]], np.uint8)
    np.testing.assert_array_equal(as_mask(levels, 1, 3), levels)
    np.testing.assert_array_equal(as_mask(Image.fromarray(levels), 1, 3), levels)


def test_shares_and_truth_become_levels() -> None:
    assert as_mask(np.array([[0.0, 0.5, 1.0]]), 1, 3).tolist() == [[0, 128, 255]]
    assert as_mask(np.array([[False, True]]), 1, 2).tolist() == [[0, 255]]


def test_whole_numbers_of_any_type_are_levels() -> None:
    for kind in (np.int8, np.int16, np.int64, np.uint32):
        assert as_mask(np.array([[0, 7, 100]], kind), 1, 3).tolist() == [[0, 7, 100]]
    for wrong in ([[0, 256]], [[-1, 5]]):
        with pytest.raises(cq.InvalidImageError, match="allowed are whole numbers from 0 to 255"):
            as_mask(np.array(wrong), 1, 2)


def test_what_is_above_0_stays_above_0() -> None:
    assert as_mask(np.array([[0.0, 1e-4, 0.3]]), 1, 3).tolist() == [[0, 1, 76]]


def test_gray_in_three_channels_is_gray() -> None:
    levels = np.array([[3, 200]], np.uint8)
    np.testing.assert_array_equal(as_mask(np.dstack([levels] * 3), 1, 2), levels)


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        (np.zeros((3, 2), np.uint8), "the mask of weights is 2 x 3 pixels; the image is 3 x 2"),
        (np.arange(18, dtype=np.uint8).reshape(2, 3, 3), "has colors; allowed is a gray image"),
        (np.zeros((2, 3, 4), np.uint8), "has transparency; allowed is a gray image"),
    ],
)
def test_what_is_no_mask_is_refused(mask: np.ndarray, said: str) -> None:
    with pytest.raises(cq.InvalidImageError, match=said):
        as_mask(mask, 2, 3)


def test_bytes_that_came_as_16_bits_are_levels() -> None:
    levels = np.array([[0, 100, 255]], np.uint16)
    assert as_mask(levels, 1, 3).tolist() == as_mask(Image.fromarray(levels), 1, 3).tolist()
    assert as_mask(levels, 1, 3).tolist() == [[0, 100, 255]]
    assert as_mask(levels * 256, 1, 3).tolist() == [[0, 100, 254]]


def test_a_profile_of_a_mask_does_not_matter(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 7, 255]], np.uint8)).save(
        tmp_path / "mask.png", icc_profile=b"broken" * 30
    )
    assert as_mask(tmp_path / "mask.png", 1, 3).tolist() == [[0, 7, 255]]


def test_what_is_wrong_with_a_mask_is_said_of_the_mask() -> None:
    with pytest.raises(cq.InvalidImageError, match=r"^the mask of weights: the array has 1 v"):
        as_mask(np.array([[0.0, 255.0]]), 1, 2)


def test_small_floats_are_not_taken_for_bytes() -> None:
    assert as_mask(np.full((1, 2), 0.002), 1, 2).tolist() == [[1, 1]]


def test_byte_order_does_not_matter() -> None:
    assert as_mask(np.array([[0, 300, 65535]], ">u2"), 1, 3).tolist() == [[0, 1, 255]]
