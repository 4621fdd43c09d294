from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms
from tests import icc

import colorquant as cq
from colorquant.image.profiles import check_profile, description_of, to_srgb

COLORS = np.random.default_rng(0).integers(0, 256, (20, 30, 3), dtype=np.uint8)
GRAY = np.arange(256, dtype=np.uint8).reshape(16, 16)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def encoded(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return linear sRGB as numbers from 0 to 255."""
    linear = np.clip(linear, 0, 1)
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    result: NDArray[np.float64] = 255 * curved
    return result


def expected(colors: NDArray[Any], gamma: float) -> NDArray[np.float64]:
    """Return Adobe RGB colors in sRGB, by the book."""
    linear = (colors / np.iinfo(colors.dtype).max) ** gamma
    return encoded(linear @ np.array(icc.ADOBE_RGB) @ np.linalg.inv(icc.SRGB))


@pytest.mark.parametrize("gamma", [1.0, 1.8, 2.2])
def test_colors_of_another_space_are_converted(gamma: float) -> None:
    result = to_srgb(COLORS, "RGB", icc.rgb_profile(gamma=gamma), "photo")
    assert result.dtype == np.uint8
    assert np.abs(result - expected(COLORS, round(gamma * 256) / 256)).max() < 2


def test_16_bits_are_converted_at_8() -> None:
    deep = COLORS.astype(np.uint16) * 257 + np.where(COLORS < 255, 128, 0).astype(np.uint16)
    np.testing.assert_array_equal(
        to_srgb(deep, "RGB", icc.rgb_profile(), "photo"),
        to_srgb(COLORS, "RGB", icc.rgb_profile(), "photo"),
    )


@pytest.mark.parametrize("profile", [None, SRGB])
@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_what_is_srgb_is_not_touched(profile: bytes | None, kind: Any) -> None:
    colors, gray = COLORS.astype(kind), GRAY.astype(kind)
    assert to_srgb(colors, "RGB", profile, "photo") is colors
    assert to_srgb(gray, "L", profile, "photo") is gray


def brightened(by: int) -> list[int]:
    """Return 256 levels, all of them lighter but black and white."""
    return [0, *(min(level + by, 255) for level in range(1, 256))]


def test_a_profile_that_is_a_level_off_is_that_of_srgb() -> None:
    table = brightened(by=1)
    assert to_srgb(COLORS, "RGB", icc.rgb_profile(icc.SRGB, table=table), "photo") is COLORS
    assert to_srgb(GRAY, "L", icc.gray_profile(table=table), "photo") is GRAY
    assert to_srgb(GRAY, "L", icc.rgb_profile(icc.SRGB, table=table), "photo") is GRAY


def test_a_profile_that_is_two_levels_off_is_another_one() -> None:
    table = brightened(by=2)
    lighter = np.array(table)[GRAY]
    color = to_srgb(np.dstack([GRAY] * 3), "RGB", icc.rgb_profile(icc.SRGB, table=table), "photo")
    np.testing.assert_array_equal(color, np.dstack([lighter] * 3))
    np.testing.assert_array_equal(
        to_srgb(GRAY, "L", icc.gray_profile(table=table), "photo"), lighter
    )


def test_gray_stays_gray() -> None:
    result = to_srgb(GRAY, "L", icc.gray_profile(gamma=1.0), "photo")
    assert result.shape == GRAY.shape
    assert np.abs(result - encoded(GRAY / 255)).max() < 2


def test_gray_with_a_profile_of_colors_is_converted_as_colors() -> None:
    np.testing.assert_array_equal(
        to_srgb(GRAY, "L", icc.rgb_profile(gamma=1.8), "photo"),
        to_srgb(np.stack([GRAY] * 3, axis=-1), "RGB", icc.rgb_profile(gamma=1.8), "photo"),
    )


def test_inks_with_a_profile() -> None:
    inks = np.array([[[0, 0, 0, 0], [0, 0, 0, 255], [255, 0, 0, 0]]], np.uint8)
    paper, black, cyan = to_srgb(inks, "CMYK", icc.cmyk_profile(), "photo")[0].tolist()
    assert min(paper) > 250
    assert max(black) < 5
    assert cyan[0] < cyan[1] < cyan[2]


PAPER_AND_BLACK = np.array([[[0, 0, 0, 0], [0, 0, 0, 255]]], np.uint8)


def test_the_intent_is_colorimetric() -> None:
    both = icc.cmyk_profile(perceptual_black=128)  # as the perceptual intent has it: gray
    np.testing.assert_array_equal(
        to_srgb(PAPER_AND_BLACK, "CMYK", both, "photo"),
        to_srgb(PAPER_AND_BLACK, "CMYK", icc.cmyk_profile(), "photo"),
    )


def test_the_intent_is_relative_to_white() -> None:
    of_yellowish_light = icc.rgb_profile(white=(0.96, 1.0, 0.5))
    np.testing.assert_array_equal(
        to_srgb(COLORS, "RGB", of_yellowish_light, "photo"),
        to_srgb(COLORS, "RGB", icc.rgb_profile(), "photo"),
    )


def test_black_is_black_where_a_screen_has_dark_gray() -> None:
    screen = icc.rgb_profile(icc.SRGB, table=[30 + level * 225 // 255 for level in range(256)])
    black_and_white = np.array([[[0, 0, 0], [255, 255, 255]]], np.uint8)
    converted = to_srgb(black_and_white, "RGB", screen, "photo")
    np.testing.assert_array_equal(converted, black_and_white)


def test_inks_without_a_profile_are_what_pillow_makes_of_them() -> None:
    inks = np.random.default_rng(0).integers(0, 256, (4, 5, 4), dtype=np.uint8)
    image = Image.frombytes("CMYK", (5, 4), inks.tobytes())
    np.testing.assert_array_equal(to_srgb(inks, "CMYK", None, "photo"), image.convert("RGB"))


def test_lab_needs_no_profile() -> None:
    black_white_gray = np.array([[[0, 0, 0], [255, 0, 0], [127, 0, 0]]], np.uint8)
    result = to_srgb(black_white_gray, "LAB", None, "photo")
    assert np.abs(result[0].astype(int) - [[0] * 3, [255] * 3, [118] * 3]).max() <= 2


@pytest.mark.parametrize(
    ("profile", "space", "reason"),
    [
        (b"garbage", "RGB", ""),
        (SRGB[:200], "RGB", ""),
        (icc.rgb_profile()[:-100], "RGB", ""),
        (icc.cmyk_profile(), "RGB", "it is for CMYK and the image is RGB"),
        (icc.gray_profile(), "RGB", "it is for L and the image is RGB"),
        (icc.rgb_profile(), "CMYK", "it is for RGB and the image is CMYK"),
    ],
)
def test_a_profile_that_cannot_be_used_is_one_error(
    profile: bytes, space: str, reason: str
) -> None:
    color = np.zeros((2, 2, 4 if space == "CMYK" else 3), np.uint8)
    with pytest.raises(
        cq.InvalidImageError,
        match=rf'^photo: its ICC profile cannot be used \({reason}.*\); profile="ignore" leaves',
    ) as refusal:
        to_srgb(color, space, profile, "photo")
    assert "\n" not in str(refusal.value)


def test_which_space_a_profile_is_for() -> None:
    assert check_profile(icc.gray_profile(), "L", "photo") == "L"
    assert check_profile(icc.rgb_profile(), "L", "photo") == "RGB"
    assert check_profile(icc.cmyk_profile(), "CMYK", "photo") == "CMYK"


def test_a_profile_tells_its_name() -> None:
    assert description_of(SRGB) == "sRGB built-in"
    assert description_of(b"no profile") == ""
