import math

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.metrics import delta_e


def test_distortion_sums_over_channels_and_averages_over_pixels() -> None:
    a = np.zeros((1, 2, 3), np.uint8)
    b = np.array([[[1, 2, 3], [0, 0, 0]]], np.uint8)
    assert cq.metrics.distortion(a, b) == (1 + 4 + 9) / 2


def test_distortion_of_tall_images(photo: NDArray[np.uint8]) -> None:
    tall = np.concatenate([photo] * 6)
    other = np.roll(tall, 1, axis=0)
    difference = tall.astype(float) - other
    expected = np.square(difference).sum(axis=2).mean()
    assert cq.metrics.distortion(tall, other) == pytest.approx(expected)


@pytest.mark.parametrize("at_once", [1, 7, 8, 9, 100])
def test_rows_longer_than_what_is_compared_at_a_time(
    photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    part, other = photo[:5, :8], photo[5:10, :8]
    expected = cq.metrics.distortion(part, other)
    monkeypatch.setattr(delta_e, "_PIXELS", at_once)
    assert cq.metrics.distortion(part, other) == expected


def test_gray_is_equal_channels(photo: NDArray[np.uint8]) -> None:
    gray, other = photo[..., 0], photo[..., 1]
    as_color = cq.metrics.distortion(np.stack([gray] * 3, -1), np.stack([other] * 3, -1))
    assert cq.metrics.distortion(gray, other) == as_color
    assert cq.metrics.distortion(gray, np.stack([other] * 3, -1)) == as_color


def test_psnr() -> None:
    a = np.zeros((4, 4, 3), np.uint8)
    assert cq.metrics.psnr(a, a) == math.inf
    assert cq.metrics.psnr(a, a + np.uint8(255)) == 0.0
    assert cq.metrics.psnr_of_distortion(3 * 65.025) == pytest.approx(30.0)


def test_sizes_must_agree() -> None:
    with pytest.raises(cq.InvalidImageError, match="4 x 2 and 3 x 2 pixels"):
        cq.metrics.distortion(np.zeros((2, 4), np.uint8), np.zeros((2, 3), np.uint8))
