import numpy as np
import pytest
from numpy.typing import NDArray
from tools import blue_noise_mask

from colorquant.dithering import BlueNoise


def test_the_mask_is_what_the_tool_makes() -> None:
    np.testing.assert_array_equal(BlueNoise().ranks(), blue_noise_mask.void_and_cluster())


def test_each_rank_is_there_once() -> None:
    ranks = BlueNoise().ranks()

    assert ranks.shape == (64, 64)
    assert np.array_equal(np.sort(ranks, axis=None), np.arange(64 * 64))


def power_by_frequency(
    image: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Frequencies in cycles a pixel, and the power at each, 1 being that of white noise."""
    power = np.abs(np.fft.fft2(image - image.mean())) ** 2 / (image.size * image.var())
    y, x = np.meshgrid(*(np.fft.fftfreq(64),) * 2, indexing="ij")
    return np.hypot(x, y), power


@pytest.mark.parametrize("level", [1 / 8, 1 / 4, 1 / 2, 3 / 4, 7 / 8])
def test_the_dots_of_a_level_have_little_power_at_low_frequencies(level: float) -> None:
    dots = (BlueNoise().thresholds() < level).astype(float)
    frequency, power = power_by_frequency(dots)
    # Dots as even as these have their power beyond the frequency of their mean distance.
    principal = min(level, 1 - level) ** 0.5

    assert power[frequency < principal / 3].mean() < 0.1
    assert power[frequency >= principal / 2].mean() > 1.0


@pytest.mark.parametrize("dots", [64, 200, 300])
def test_no_two_of_a_few_dots_are_close(dots: int) -> None:
    y, x = np.nonzero(BlueNoise().ranks() < dots)
    apart = np.abs(np.stack([y[:, np.newaxis] - y, x[:, np.newaxis] - x]))
    around = np.minimum(apart, 64 - apart)
    distances = np.hypot(*around) + 64 * np.eye(dots)

    # Half of the distance in the densest packing.
    assert distances.min() > 0.5 * (2 / 3**0.5 * 64 * 64 / dots) ** 0.5


def test_a_smaller_mask_is_made_the_same_way() -> None:
    ranks = blue_noise_mask.void_and_cluster(16)

    assert np.array_equal(np.sort(ranks, axis=None), np.arange(256))
