from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from tests.sharma import PAIRS

import colorquant as cq
from colorquant.errors import InvalidImageError
from colorquant.metrics import delta_e_2000, delta_e_map, max_delta_e_2000
from colorquant.metrics.delta_e import (
    as_opaque_pair,
    as_pair,
    differences_over_backgrounds,
    lab_over,
)

labs = hnp.arrays(np.float64, (8, 3), elements=st.floats(-100.0, 100.0)).map(
    lambda lab: np.abs(lab, out=lab, where=[True, False, False])
)


def pixel_by_pixel(image: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    lab = cq.color.get_space("lab")
    a, b = (lab.from_srgb(each.reshape(-1, 3) / 255.0) for each in (image, other))
    return float(cq.metrics.delta_e_2000_lab(a, b).mean())


@pytest.mark.parametrize("pair", range(34))
def test_sharmas_pairs(pair: int) -> None:
    lab, other, expected = PAIRS[[pair], :3], PAIRS[[pair], 3:6], PAIRS[pair, 6]
    # The paper gives four digits after the point.
    assert cq.metrics.delta_e_2000_lab(lab, other) == pytest.approx(expected, abs=5.1e-5)
    assert cq.metrics.delta_e_2000_lab(other, lab) == pytest.approx(expected, abs=5.1e-5)


@given(labs, labs)
def test_it_is_symmetric_and_zero_for_equals(
    lab: NDArray[np.float64], other: NDArray[np.float64]
) -> None:
    difference = cq.metrics.delta_e_2000_lab(lab, other)
    assert (difference >= 0.0).all()
    np.testing.assert_allclose(cq.metrics.delta_e_2000_lab(other, lab), difference, atol=1e-9)
    np.testing.assert_array_equal(cq.metrics.delta_e_2000_lab(lab, lab), 0.0)


def test_black_and_white_are_100_apart() -> None:
    black, white = np.zeros((3, 2), np.uint8), np.full((3, 2), 255, np.uint8)
    assert cq.metrics.delta_e_2000(black, white) == pytest.approx(100.0)


def test_it_is_the_mean_over_pixels(
    photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = np.roll(photo, 1, axis=0)
    expected = pixel_by_pixel(photo, other)
    assert cq.metrics.delta_e_2000(photo, other) == pytest.approx(expected, rel=1e-12)
    monkeypatch.setattr("colorquant.metrics.delta_e._PIXELS", 1000)  # does not divide the pixels
    assert cq.metrics.delta_e_2000(photo, other) == pytest.approx(expected, rel=1e-12)
    assert cq.metrics.delta_e_2000(photo, photo) == 0.0


def test_gray_is_equal_channels(photo: NDArray[np.uint8]) -> None:
    gray, other = photo[..., 0], photo[..., 1]
    wide_gray, wide_other = (np.stack([each] * 3, -1) for each in (gray, other))
    as_color = cq.metrics.delta_e_2000(wide_gray, wide_other)
    assert cq.metrics.delta_e_2000(gray, other) == as_color
    assert cq.metrics.delta_e_2000(gray, wide_other) == as_color
    assert cq.metrics.delta_e_2000(photo, gray) == cq.metrics.delta_e_2000(photo, wide_gray)


@pytest.mark.parametrize(
    "measure", [cq.metrics.delta_e_2000, cq.metrics.max_delta_e_2000, delta_e_map, as_pair]
)
def test_sizes_must_agree(measure: Callable[..., object]) -> None:
    with pytest.raises(InvalidImageError, match="4 x 2 and 3 x 2 pixels; they must be of one"):
        measure(np.zeros((2, 4), np.uint8), np.zeros((2, 3, 3), np.uint8))


def test_images_must_be_opaque() -> None:
    clear = np.zeros((2, 4, 4), np.uint8)
    with pytest.raises(cq.InvalidImageError, match="allowed are opaque images"):
        cq.metrics.delta_e_2000(clear, clear)


def test_opaque_colors_are_compared_once(photo: NDArray[np.uint8]) -> None:
    one, other = photo[0], photo[-1]
    [row] = differences_over_backgrounds(one, other)
    for each, left, right in zip(row, one, other, strict=True):
        pair = left.reshape(1, 1, 3), right.reshape(1, 1, 3)
        assert each == pytest.approx(cq.metrics.delta_e_2000(*pair), abs=1e-12)


def test_colors_with_alpha_are_laid_over_black_and_over_white() -> None:
    half, clear = np.array([[255, 255, 255, 128]], np.uint8), np.zeros((1, 4), np.uint8)
    gray, black = np.full((1, 3), 128, np.uint8), np.zeros((1, 3), np.uint8)
    over_black, over_white = differences_over_backgrounds(half, clear)
    assert over_black == pytest.approx(differences_over_backgrounds(gray, black)[0])
    assert over_white == pytest.approx(0.0)


def test_depths_can_differ() -> None:
    deep = np.array([[257 * 9, 257 * 8, 257 * 7]], np.uint16)
    assert differences_over_backgrounds(deep, np.array([[9, 8, 7]], np.uint8)).tolist() == [[0.0]]


def test_blocks_do_not_matter(photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch) -> None:
    pair = photo[0], photo[1]
    whole = differences_over_backgrounds(*pair)
    monkeypatch.setattr("colorquant.metrics.delta_e._AT_ONCE", 7)
    np.testing.assert_allclose(differences_over_backgrounds(*pair), whole, atol=1e-12)


def test_a_transparent_color_is_its_background() -> None:
    assert lab_over(np.zeros((1, 4), np.uint8), 1.0)[0].tolist() == pytest.approx([100.0, 0.0, 0.0])


def test_arrays_come_back_as_they_are() -> None:
    gray, colored = np.zeros((2, 4), np.uint8), np.zeros((2, 4, 3), np.uint8)
    a, b = as_pair(gray, colored)
    assert np.shares_memory(a, gray)
    assert np.shares_memory(b, colored)


def test_only_opaque_images_are_an_opaque_pair() -> None:
    opaque, clear = np.zeros((2, 4), np.uint8), np.zeros((2, 4, 4), np.uint8)

    assert as_opaque_pair(opaque, opaque)[1].shape == (2, 4)
    with pytest.raises(InvalidImageError, match="allowed are opaque images"):
        as_opaque_pair(opaque, clear)


def test_one_bad_pixel_is_the_worst(
    photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("colorquant.metrics.delta_e._PIXELS", 1000)
    other = photo.copy()
    assert cq.metrics.max_delta_e_2000(photo, other) == 0.0
    other[50, 60] = 255 - other[50, 60]
    pixel = np.s_[50:51, 60:61]
    expected = cq.metrics.delta_e_2000(photo[pixel], other[pixel])
    assert cq.metrics.max_delta_e_2000(photo, other) == pytest.approx(expected)
    assert cq.metrics.max_delta_e_2000(other, photo) == pytest.approx(expected)


def test_with_alpha_the_worst_is_the_greater_over_black_and_white() -> None:
    clear, white = np.zeros((1, 2, 4), np.uint8), np.full((1, 2), 255, np.uint8)
    assert cq.metrics.max_delta_e_2000(clear, white) == pytest.approx(100.0)
    assert cq.metrics.max_delta_e_2000(clear, clear) == 0.0


@pytest.fixture
def pair() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    a, b = np.random.default_rng(3).integers(0, 256, (2, 9, 7, 3), np.uint8)
    b[2] = a[2]
    return a, b


def test_mean_and_worst_are_those_of_the_other_metrics(
    pair: tuple[NDArray[np.uint8], NDArray[np.uint8]],
) -> None:
    found = delta_e_map(*pair)

    assert found.mean == pytest.approx(delta_e_2000(*pair), rel=1e-12)
    assert found.worst == max_delta_e_2000(*pair)


def test_each_pixel_has_its_own_difference(
    pair: tuple[NDArray[np.uint8], NDArray[np.uint8]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "colorquant.metrics.delta_e._PIXELS", 14
    )  # so that there are several blocks
    a, b = pair

    values = delta_e_map(a, b).values

    assert (values[2] == 0).all()
    for y, x in [(0, 0), (4, 6), (8, 3)]:
        alone = delta_e_2000(a[y : y + 1, x : x + 1], b[y : y + 1, x : x + 1])
        assert values[y, x] == np.float32(alone)


def test_sixteen_bits_differ_by_less_than_eight_can_say() -> None:
    deep = np.full((2, 3, 3), 30_000, np.uint16)
    other = deep.copy()
    other[1, 2, 0] += 1

    values = delta_e_map(deep, other).values

    assert 0 < values[1, 2] < 0.01
    assert np.count_nonzero(values) == 1


def test_alpha_is_seen_over_black_and_over_white() -> None:
    opaque = np.full((1, 1, 4), 255, np.uint8)
    half = opaque.copy()
    half[..., 3] = 128

    found = delta_e_map(opaque, half)

    assert found.values[0, 0] == pytest.approx(found.worst)
    assert found.mean == pytest.approx(found.worst / 2)  # over white, nothing is to be seen
