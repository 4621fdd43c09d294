from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

import colorquant as cq
from colorquant.metrics import blurred
from colorquant.metrics.blurred import (
    Gaussian,
    Smoothing,
    lab_of_light,
    light_of,
    reach,
    tiles,
)


def test_lab_of_the_light_of_an_image_is_its_lab(photo: NDArray[np.uint8]) -> None:
    height, width = photo.shape[:2]
    [tile] = tiles(height, width, 0)
    rows, columns = np.ix_(tile.rows, tile.columns)
    expected = cq.color.get_space("lab").from_srgb(photo[rows, columns].reshape(-1, 3) / 255.0)

    lab = lab_of_light(light_of(photo, tile))

    assert lab.reshape(-1, 3) == pytest.approx(expected)


def test_gray_and_deep_images_are_the_same_light() -> None:
    gray = np.arange(256, dtype=np.uint8).reshape(16, 16)
    [tile] = tiles(16, 16, 2)
    expected = light_of(np.stack([gray] * 3, -1), tile)

    assert expected.shape == (len(tile.rows), len(tile.columns), 3)
    np.testing.assert_array_equal(light_of(gray, tile), expected)
    np.testing.assert_allclose(light_of(gray * np.uint16(257), tile), expected)


SHAPES = [(1, 1), (1, 9), (40, 3), (70, 130)]


def assembled(
    image: NDArray[np.float64], terms: list[Gaussian], margin: int
) -> NDArray[np.float64]:
    """Put the smoothed tiles together again, by the places that they say they have."""
    whole = np.full(image.shape, np.nan)
    smooth = Smoothing(terms, margin)
    height, width = image.shape[:2]
    for tile in tiles(height, width, margin):
        rows = tile.rows[margin : margin + tile.height]
        columns = tile.columns[margin : margin + tile.width]
        whole[np.ix_(rows, columns)] = smooth(tile.of(image), tile)
    return whole


@pytest.fixture(params=[512, 32], ids=["one tile", "many tiles"])
def side(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(blurred, "_SIDE", request.param)
    return int(request.param)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("deviation", [0.0, 0.7, 3.0])
def test_it_is_what_scipy_makes_of_mirrored_images(
    shape: tuple[int, int], deviation: float, side: int
) -> None:
    image = np.random.default_rng(1).uniform(0.0, 255.0, (*shape, 2))

    expected = gaussian_filter(image, (deviation, deviation, 0), mode="reflect")
    found = assembled(image, [Gaussian(1.0, deviation)], reach(deviation))

    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-10)


def test_terms_are_weighed_and_added(side: int) -> None:
    image = np.random.default_rng(2).uniform(0.0, 1.0, (50, 60))
    terms = [Gaussian(1.5, 1.0), Gaussian(-0.5, 2.0)]

    expected = sum(
        weight * gaussian_filter(image, deviation, radius=8) for weight, deviation in terms
    )

    np.testing.assert_allclose(assembled(image, terms, 8), expected, rtol=0, atol=1e-12)


def test_a_rim_is_returned_on_request() -> None:
    image = np.random.default_rng(3).uniform(0.0, 1.0, (30, 20))
    smooth = Smoothing([Gaussian(1.0, 1.0)], 4)
    [tile] = tiles(30, 20, 6)

    with_rim = smooth(tile.of(image), tile, 2)

    assert with_rim.shape == (34, 24)
    np.testing.assert_allclose(with_rim[2:-2, 2:-2], gaussian_filter(image, 1.0), atol=1e-12)


def test_tiles_stay_small_whatever_the_image() -> None:
    sizes = {tile.of(np.empty((3000, 1))).shape[0] for tile in tiles(3000, 1, 30)}

    assert max(sizes) <= 512


low_passed = cq.metrics.blurred_mse

images = hnp.arrays(np.uint8, (9, 7, 3))


@pytest.mark.parametrize("sigma", [0.0, 1.5, 4.0])
def test_it_is_the_squared_error_of_what_scipy_blurs(
    photo: NDArray[np.uint8], sigma: float
) -> None:
    other = np.roll(photo, 3, axis=1)
    blurred = (gaussian_filter(each.astype(float), (sigma, sigma, 0)) for each in (photo, other))
    expected = np.square(np.subtract(*blurred)).sum(axis=2).mean()

    assert low_passed(photo, other, sigma=sigma) == pytest.approx(expected, rel=1e-12)


@given(images, images)
def test_it_is_symmetric_zero_for_equals_and_below_the_distortion(
    image: NDArray[np.uint8], other: NDArray[np.uint8]
) -> None:
    blurred = low_passed(image, other)

    assert low_passed(other, image) == pytest.approx(blurred)
    assert low_passed(image, image) == 0.0
    assert 0.0 <= blurred <= cq.metrics.distortion(image, other) * (1.0 + 1e-9)


def test_a_fine_dither_of_two_grays_is_nearly_the_gray_between() -> None:
    gray = np.full((32, 32), 120, np.uint8)
    dithered = np.where(np.indices((32, 32)).sum(axis=0) % 2, 100, 140).astype(np.uint8)

    assert cq.metrics.distortion(gray, dithered) == 3 * 20**2
    assert low_passed(gray, dithered) < 0.1  # all of it at the edges


def test_gray_is_equal_channels_and_depth_makes_no_difference(photo: NDArray[np.uint8]) -> None:
    gray, other = photo[..., 0], photo[..., 1]
    wide_gray, wide_other = (np.stack([each] * 3, -1) for each in (gray, other))
    expected = low_passed(wide_gray, wide_other)

    assert low_passed(gray, other) == pytest.approx(expected)
    assert low_passed(gray, wide_other) == pytest.approx(expected)
    assert low_passed(gray * np.uint16(257), other) == pytest.approx(expected)


def test_a_blur_of_0_or_30_pixels_is_allowed() -> None:
    image = np.zeros((2, 2, 3), np.uint8)
    assert low_passed(image, image, sigma=0) == low_passed(image, image, sigma=30) == 0.0


@pytest.mark.parametrize("sigma", [-1.0, 30.5, float("nan"), float("inf"), "1", None])
def test_a_blur_is_from_0_to_30_pixels(sigma: float) -> None:
    image = np.zeros((2, 2), np.uint8)
    with pytest.raises(cq.InvalidOptionError, match=r"sigma is .*; allowed is 0 to 30"):
        low_passed(image, image, sigma=sigma)


def test_images_must_be_opaque() -> None:
    clear = np.zeros((2, 4, 4), np.uint8)
    with pytest.raises(cq.InvalidImageError, match="allowed are opaque images"):
        low_passed(clear, clear)


@given(st.integers(1, 3), st.integers(1, 3))
def test_images_smaller_than_the_blur_are_taken(height: int, width: int) -> None:
    black, white = np.zeros((height, width), np.uint8), np.full((height, width), 255, np.uint8)

    assert low_passed(black, white, sigma=20) == pytest.approx(3 * 255**2)
