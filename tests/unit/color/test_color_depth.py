import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import colorquant as cq
from colorquant.color.color_depth import (
    COLOR_DEPTHS,
    FULL,
    bits_of,
    check_on_grid,
    levels,
    nearest_levels,
)


@pytest.mark.parametrize("bits", range(1, 9))
def test_levels_are_the_bits_repeated(bits: int) -> None:
    steps = levels(bits)
    assert len(steps) == 1 << bits
    assert (steps[0], steps[-1]) == (0, 255)
    np.testing.assert_array_equal(steps >> (8 - bits), np.arange(1 << bits))
    repeated = [int((f"{value:0{bits}b}" * 8)[:8], 2) for value in range(1 << bits)]
    assert steps.tolist() == repeated


@given(st.integers(1, 8), st.floats(-0.5, 1.5))
def test_the_nearest_level_is_the_nearest(bits: int, share: float) -> None:
    steps = levels(bits).astype(np.float64)
    [found] = nearest_levels(np.array([share]), bits)
    assert abs(found - 255.0 * share) == np.abs(steps - 255.0 * share).min()


def test_grids_have_names_or_are_numbers_of_bits() -> None:
    assert bits_of(None) == FULL
    assert bits_of("rgb565") == bits_of([5, 6, 5]) == COLOR_DEPTHS["rgb565"] == (5, 6, 5)


@pytest.mark.parametrize(
    "color_depth", ["565", "", 5, (5, 5), (0, 5, 5), (5, 5, 9), (5, 5, 5.0), (True,) * 3]
)
def test_what_is_no_grid_is_refused(color_depth: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="allowed are rgb565, rgb555"):
        bits_of(color_depth)


@given(st.tuples(*[st.integers(1, 8)] * 3), st.integers(0, 2**32))
def test_the_colors_of_a_grid_are_on_it(bits: tuple[int, int, int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    check_on_grid(np.stack([rng.choice(levels(each), 9) for each in bits], axis=1), bits)


@pytest.mark.parametrize(
    ("color", "color_depth", "message"),
    [
        ((227, 6, 19), (5, 6, 5), "color #e30613 is not on the grid rgb565; .* is #e70810"),
        ((255, 0, 1, 128), (5, 5, 5), "#ff000180 is not on the grid rgb555; .* is #ff000080"),
        ((255, 0, 1), (4, 5, 4), r"is not on the grid \(4, 5, 4\); .* is #ff0000"),
    ],
)
def test_a_color_off_the_grid_is_told_with_the_nearest(
    color: tuple[int, ...], color_depth: tuple[int, int, int], message: str
) -> None:
    colors = np.array([(0,) * len(color), color], np.uint8)
    with pytest.raises(cq.InvalidOptionError, match=message):
        check_on_grid(colors, color_depth)
