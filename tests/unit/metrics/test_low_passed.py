import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

import colorquant as cq

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
