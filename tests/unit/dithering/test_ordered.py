from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from tests.conftest import make_photo
from tests.dithers import Image, dithered_by, ordered
from tools import blue_noise_mask

import colorquant as cq
from colorquant.dithering import DITHERERS, Bayer, BlueNoise, Ordered
from colorquant.dithering.ordered import SIDES

images = hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3)))
palettes = hnp.arrays(np.uint8, st.tuples(st.integers(1, 12), st.just(3)))
ditherers = st.builds(
    Bayer, side=st.sampled_from([2, 4, 8, 16]), strength=st.sampled_from([0.25, 0.5, 1.0])
)
BLACK_AND_WHITE = np.array([[0] * 3, [255] * 3], np.uint8)


@given(images, palettes, ditherers)
def test_equals_the_plain_algorithm(image: Image, colors: Image, ditherer: Ordered) -> None:
    np.testing.assert_array_equal(
        dithered_by(ditherer, image, colors), ordered(ditherer, image, colors)
    )


@pytest.mark.parametrize("n", [4, 60, 100, 300])
def test_equals_the_plain_algorithm_on_a_photo(n: int, instruction_set: str) -> None:
    image = make_photo(24, 30)
    colors = cq.quantize(image, n).palette.colors

    np.testing.assert_array_equal(
        dithered_by(BlueNoise(), image, colors), ordered(BlueNoise(), image, colors)
    )


def test_entries_close_together_are_told_apart() -> None:
    colors = np.array([[x, y, 40] for x in range(40, 60) for y in range(90, 110)], np.uint8)
    image = np.full((8, 8, 3), (47, 103, 41), np.uint8)
    chosen = colors[dithered_by(Bayer(), image, colors)].astype(int)

    assert np.abs(chosen - (47, 103, 40)).max() <= 1


def test_of_many_entries_a_far_partner_is_found_where_there_is_no_near_one() -> None:
    green = [[0, y, x] for y in range(120, 152) for x in range(40)]
    colors = np.array([*green, [255, 140, 20]], np.uint8)
    image = np.full((16, 16, 3), (51, 136, 20), np.uint8)
    chosen = dithered_by(Bayer(side=16), image, colors)

    assert (chosen == len(green)).mean() == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("ditherer", [Bayer(side=2), Bayer(side=4), Bayer(), BlueNoise()])
@pytest.mark.parametrize("sixteenths", range(17))
def test_a_flat_gray_keeps_its_mean(ditherer: Ordered, sixteenths: int) -> None:
    side = len(ditherer.ranks())
    gray = round(255 * sixteenths / 16)
    chosen = dithered_by(ditherer, np.full((side, side, 3), gray, np.uint8), BLACK_AND_WHITE)

    assert abs(chosen.mean() - gray / 255) <= 1 / side**2


@pytest.mark.parametrize("level", [1, 37, 128, 254])
def test_shares_are_as_fine_in_16_bits(level: int) -> None:
    deep = np.full((64, 64, 3), 257 * level + 64, np.uint16)
    chosen = dithered_by(BlueNoise(), deep, BLACK_AND_WHITE)

    assert abs(chosen.mean() - (257 * level + 64) / 65535) <= 1 / 64**2


def test_light_is_mixed_in_linear_light() -> None:
    gray = np.full((16, 16, 3), 188, np.uint8)  # half the light of white
    mixed = cq.Palette(BLACK_AND_WHITE).apply(gray, dither=Bayer(side=16, space="linear"))

    assert mixed.indices.mean() == pytest.approx(0.5, abs=0.01)


def test_half_opaque_is_mixed_of_clear_and_opaque() -> None:
    clear_and_red = np.array([[0, 0, 0, 0], [255, 0, 0, 255]], np.uint8)
    image = np.full((16, 16, 4), (255, 0, 0, 64), np.uint8)
    chosen = dithered_by(Bayer(side=16), image, clear_and_red)

    assert chosen.mean() == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("ditherer", [Bayer(), BlueNoise()])
def test_strength_scales_the_share_of_the_farther_entry(ditherer: Ordered) -> None:
    half = type(ditherer)(strength=0.5)
    for share, scaled in [(0.3, 0.15), (0.7, 0.85), (0.02, 0.01), (0.5, 0.5)]:
        if share != 0.5:  # there, it jumps from one side to the other
            assert (half.thresholds() < share).mean() == pytest.approx(scaled, abs=0.02)
        assert (ditherer.thresholds() < share).mean() == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_at_no_strength_exactly_the_nearest(dtype: type[np.unsignedinteger], channels: int) -> None:
    random = np.random.RandomState(2)
    image = random.randint(0, np.iinfo(dtype).max, (20, 30, channels)).astype(dtype)
    palette = cq.quantize(image, 9, effort="fast", space="lab", dither="none").palette

    np.testing.assert_array_equal(
        palette.apply(image, dither="bayer-8", dither_strength=0.0).indices,
        palette.apply(image, dither="none").indices,
    )


def test_pairs_far_apart_are_left_where_near_ones_do() -> None:
    # The far pair mixes to the gray as it is, the near one to a level beside it.
    colors = np.array([[0] * 3, [90, 90, 92], [110, 110, 112], [255] * 3], np.uint8)
    chosen = dithered_by(Bayer(), np.full((8, 8, 3), 101, np.uint8), colors)

    assert set(np.unique(chosen)) == {1, 2}


def test_the_mask_is_that_of_the_paper() -> None:
    assert Bayer(side=2).ranks().tolist() == [[0, 2], [3, 1]]
    assert Bayer(side=4).ranks().tolist() == [
        [0, 8, 2, 10],
        [12, 4, 14, 6],
        [3, 11, 1, 9],
        [15, 7, 13, 5],
    ]


@pytest.mark.parametrize("side", SIDES)
def test_each_level_is_there_once(side: int) -> None:
    assert np.array_equal(np.sort(Bayer(side=side).ranks(), axis=None), np.arange(side * side))


@pytest.mark.parametrize("side", SIDES)
def test_each_side_has_its_name(side: int) -> None:
    assert DITHERERS[f"bayer-{side}"]() == Bayer(side=side)


@pytest.mark.parametrize("side", [0, 3, 32, 8.0, True, "8", None])
def test_no_other_sides(side: object) -> None:
    message = rf"^the side of a Bayer mask is {re.escape(repr(side))}; allowed are 2, 4, 8, 16$"
    with pytest.raises(cq.InvalidOptionError, match=message):
        Bayer(side=side)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", [127, 128])
def test_half_gray_is_the_same_checkerboard_from_both_sides(level: int) -> None:
    gray = np.full((6, 10), level, np.uint8)
    chosen = cq.Palette([[0] * 3, [255] * 3]).apply(gray, dither="bayer-2").indices

    np.testing.assert_array_equal(chosen, (np.indices(gray.shape).sum(axis=0) + 1) % 2)


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
