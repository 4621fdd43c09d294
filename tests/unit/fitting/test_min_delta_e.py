from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

import colorquant as cq
from colorquant.color import SPACES
from colorquant.fitting.min_delta_e import (
    MAX_APART,
    Spacing,
    check_given,
    far_enough,
    furthest_first,
    packed,
)

GRAYS = np.repeat(np.arange(0, 256, 15, dtype=np.uint8)[:, np.newaxis], 3, axis=1)


def pairwise(colors: NDArray[np.uint8]) -> NDArray[np.float64]:
    pixels = colors[np.newaxis]
    return np.array(
        [
            [
                cq.metrics.max_delta_e_2000(pixels[:, [a]], pixels[:, [b]])
                for b in range(len(colors))
            ]
            for a in range(len(colors))
        ]
    )


def test_distances_are_delta_e() -> None:
    spacing = Spacing(GRAYS, 10.0)
    expected = pairwise(GRAYS)
    for place in range(len(GRAYS)):
        row = spacing.distances(place)
        assert row[place] == np.inf
        np.testing.assert_allclose(np.delete(row, place), np.delete(expected[place], place))
        assert spacing.conflicts(place).tolist() == (row < 10.0 + 1e-9).tolist()
    assert spacing.furthest(0) == len(GRAYS) - 1


def test_with_alpha_they_are_the_greater_over_black_and_white() -> None:
    entries = np.array([[0, 0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 255]], np.uint8)
    assert Spacing(entries, 1.0).distances(0).tolist() == pytest.approx([np.inf, 100.0, 100.0])


def test_far_enough_of_all_others() -> None:
    four = np.array([[level] * 3 + [255] for level in (0, 128, 250, 255)], np.uint8)
    assert far_enough(four[1:3], four[[0, 3]], 20.0).tolist() == [True, False]
    assert far_enough(four[1:3], four[:0], 20.0).tolist() == [True, True]


@pytest.mark.parametrize("n", [2, 5, 9])
def test_furthest_first_is_as_far_apart_as_it_says(n: int) -> None:
    chosen, reached = furthest_first(Spacing(GRAYS, 0.0), [0], n)
    distances = pairwise(GRAYS[chosen])
    assert min(reached) == pytest.approx(distances[~np.eye(n, dtype=bool)].min())


def test_packed_is_dense() -> None:
    spacing = Spacing(GRAYS, 12.0)
    chosen = packed(spacing, [0], 99)
    assert (pairwise(GRAYS[chosen]) + 1e3 * np.eye(len(chosen))).min() >= 12.0
    # Along one line, always the nearest that is far enough is the best that can be.
    assert len(chosen) >= len(packed(spacing, [len(GRAYS) // 2], 99))
    assert packed(spacing, [0], 3) == chosen[:3]


def test_given_colors_that_are_too_near_are_named() -> None:
    check_given(GRAYS, 2.0)
    message = r"colors \(0, 0, 0\) and \(15, 15, 15\) have .* min_delta_e is 10 or more"
    with pytest.raises(cq.InvalidOptionError, match=message):
        check_given(GRAYS, 10.0)


Pixels = NDArray[np.uint8]


def least_distance(palette: cq.Palette) -> float:
    pixels = palette.colors[np.newaxis]
    pairs = itertools.combinations(range(len(palette)), 2)
    distances = [cq.metrics.max_delta_e_2000(pixels[:, [a]], pixels[:, [b]]) for a, b in pairs]
    return min(distances, default=np.inf)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(("n", "least"), [(4, 25.0), (12, 9.0)])
def test_no_two_entries_are_nearer(photo: Pixels, space: str, n: int, least: float) -> None:
    assert least_distance(cq.quantize(photo, n, space=space, dither="none").palette) < least
    result = cq.quantize(photo, n, space=space, min_delta_e=least, dither="none")
    assert len(result.palette) == n
    assert least_distance(result.palette) >= least


def test_it_costs_little(photo: Pixels) -> None:
    free, apart = (
        cq.quantize(photo, 12, min_delta_e=least, dither="none") for least in (None, 8.0)
    )
    assert free.distortion <= apart.distortion < 1.6 * free.distortion


def test_what_is_far_apart_anyway_is_left_alone(photo: Pixels) -> None:
    for least in (0.0, 0.1):
        assert (
            cq.quantize(photo, 8, min_delta_e=least, dither="none").palette
            == cq.quantize(photo, 8, dither="none").palette
        )


@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 8), st.integers(1, 8), st.sampled_from([3, 4]))),
    st.integers(1, 9),
    st.floats(0.0, 50.0),
)
@settings(max_examples=60)
def test_of_any_image_it_is_kept_or_refused(image: Pixels, n: int, least: float) -> None:
    try:
        palette = cq.quantize(image, n, min_delta_e=least, effort="fast").palette
    except cq.InvalidOptionError:
        distinct = len(cq.ColorHistogram.from_image(image))
        assert distinct > n > 1
        return
    assert least_distance(palette) >= least
    assert len(palette) <= n


@pytest.mark.parametrize(
    "option",
    [{"fixed_colors": [(0, 0, 255), (255, 0, 0)]}, {"color_depth": "rgb444"}, {"effort": "fast"}],
)
def test_it_goes_with_other_options(photo: Pixels, option: dict[str, Any]) -> None:
    palette = cq.quantize(photo, 10, min_delta_e=9.0, **option).palette
    assert len(palette) == 10
    assert least_distance(palette) >= 9.0
    if "fixed_colors" in option:
        assert palette.colors[:2].tolist() == [[0, 0, 255], [255, 0, 0]]
    if "color_depth" in option:
        assert set(palette.colors.ravel().tolist()) <= {17 * level for level in range(16)}


def test_candidates_are_chosen_from_at_a_distance(photo: Pixels) -> None:
    inks = cq.Palette(np.unique(np.random.RandomState(3).randint(0, 256, (200, 3)), axis=0))
    palette = cq.quantize(photo, 6, candidates=inks, min_delta_e=15.0, dither="none").palette
    assert len(palette) == 6
    assert least_distance(palette) >= 15.0
    assert {tuple(color) for color in palette.colors} <= {tuple(color) for color in inks.colors}
    with pytest.raises(cq.InvalidOptionError, match="6 colors that far apart were not found"):
        cq.quantize(photo, 6, candidates=inks, min_delta_e=90.0, dither="none")


def test_few_colors_give_as_many_as_are_apart() -> None:
    image = np.array([[0, 1, 128, 255, 254]], np.uint8)
    palette = cq.quantize(image, 5, min_delta_e=10.0).palette
    assert len(palette) == 3
    assert least_distance(palette) >= 10.0


def test_what_the_error_allows_works(photo: Pixels) -> None:
    with pytest.raises(cq.InvalidOptionError, match="12 colors that far apart") as caught:
        cq.quantize(photo, 12, min_delta_e=40.0, dither="none")
    told = re.search(r"up to (\d+) colors?, or a min_delta_e up to about (.+)", str(caught.value))
    assert told is not None
    fewer, nearer = int(told[1]), float(told[2])
    assert len(cq.quantize(photo, fewer, min_delta_e=40.0, dither="none").palette) == fewer
    assert len(cq.quantize(photo, 12, min_delta_e=0.9 * nearer, dither="none").palette) == 12


def test_threads_do_not_matter(photo: Pixels) -> None:
    one, three = (
        cq.quantize(photo, 12, min_delta_e=9.0, threads=threads).palette for threads in (1, 3)
    )
    assert one == three


@pytest.mark.parametrize("least", [float("nan"), -1.0, 201, "10", True])
def test_a_distance_that_cannot_be_is_refused(least: Any) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"min_delta_e is .*; allowed is a number"):
        cq.KMeans(4, min_delta_e=least)


def test_contradictions_are_refused(photo: Pixels) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"the fixed colors .* allowed by min_delta_e"):
        cq.KMeans(4, min_delta_e=10.0, fixed_colors=[(0, 0, 0), (3, 3, 3)])
    with pytest.raises(cq.InvalidOptionError, match="is 1,025; allowed with min_delta_e are"):
        cq.KMeans(MAX_APART + 1, min_delta_e=1.0)
    shadow = np.dstack([photo, photo[..., 0] // 200 * 255])
    with pytest.raises(cq.InvalidOptionError, match=r"the fixed colors .* allowed by min_delta_e"):
        cq.quantize(shadow, 4, min_delta_e=10.0, fixed_colors=[(9, 9, 9, 1)])
