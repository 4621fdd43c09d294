from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

import colorquant as cq
from colorquant.color import get_space
from colorquant.palette.orders import (
    COUNT,
    HUE,
    ORDERS,
    UNSORTED,
    _turn,
    arrange,
    arrange_by_luma,
    check_order,
    get_order,
)


@pytest.mark.parametrize("name", ORDERS)
@given(colors=arrays(np.uint8, st.tuples(st.integers(1, 40), st.just(4))), seed=st.integers(0, 9))
def test_an_order_names_every_place_once(name: str, colors: NDArray[np.uint8], seed: int) -> None:
    counts = np.random.default_rng(seed).integers(0, 4, len(colors))

    places = ORDERS[name].arrange(colors, counts)

    assert sorted(places.tolist()) == list(range(len(colors)))


@pytest.mark.parametrize("name", sorted(set(ORDERS) - {"none"}))
@given(
    colors=arrays(np.uint8, st.tuples(st.integers(1, 40), st.just(4))).map(
        lambda each: np.unique(each, axis=0)
    ),
    seed=st.integers(0, 9),
)
def test_an_order_does_not_depend_on_the_one_before(
    name: str, colors: NDArray[np.uint8], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 3, len(colors))
    shuffled = rng.permutation(len(colors))

    straight = colors[ORDERS[name].arrange(colors, counts)]
    again = colors[shuffled][ORDERS[name].arrange(colors[shuffled], counts[shuffled])]

    np.testing.assert_array_equal(straight, again)


def test_nothing_moves() -> None:
    colors = np.array([[9, 9, 9, 255], [1, 1, 1, 255], [5, 5, 5, 0]], np.uint8)

    assert UNSORTED.arrange(colors, np.array([1, 2, 3])).tolist() == [0, 1, 2]


def test_green_is_lighter_than_red_and_red_than_blue() -> None:
    colors = np.array([[0, 255, 0, 255], [0, 0, 255, 255], [255, 0, 0, 255]], np.uint8)

    assert arrange_by_luma(colors).tolist() == [1, 2, 0]


def test_equal_lumas_go_by_the_channels_in_turn() -> None:
    colors = np.array([[0, 0, 0, 255], [0, 0, 0, 9], [0, 0, 0, 0]], np.uint8)

    assert arrange_by_luma(colors).tolist() == [2, 1, 0]


def in_order(colors: list[tuple[int, int, int]]) -> list[tuple[int, ...]]:
    array = np.array([(*color, 255) for color in colors], np.uint8)
    places = HUE.arrange(array, np.zeros(len(array), np.int64))
    return [tuple(color[:3]) for color in array[places].tolist()]


def test_grays_come_first_then_the_rainbow() -> None:
    white, gray, black = (255, 255, 255), (128, 128, 128), (0, 0, 0)
    red, yellow, green = (255, 0, 0), (255, 255, 0), (0, 255, 0)
    blue, purple = (0, 0, 255), (128, 0, 128)

    assert in_order([purple, white, green, red, black, blue, gray, yellow]) == [
        *(black, gray, white),
        *(red, yellow, green, blue, purple),
    ]


def test_what_looks_gray_is_gray() -> None:
    red, almost_gray = (200, 0, 0), (100, 100, 104)

    assert in_order([red, almost_gray, (0, 0, 0)]) == [(0, 0, 0), almost_gray, red]


def test_one_hue_goes_around_whatever_its_lightness() -> None:
    dark_red, light_red, dark_blue = (120, 0, 0), (255, 60, 60), (0, 0, 80)

    assert in_order([dark_blue, light_red, dark_red])[2] == dark_blue


@given(arrays(np.float64, (20, 2), elements=st.integers(-99, 99).map(float)))
def test_turns_grow_as_angles_do(points: NDArray[np.float64]) -> None:
    a, b = points[points.any(axis=1)].T  # the middle has no angle
    angles = np.arctan2(b, a) % (2 * np.pi)

    turns = _turn(a, b)

    by_turn = np.argsort(turns, kind="stable")
    assert (np.diff(angles[by_turn]) > -1e-6).all()
    assert ((turns >= 0) & (turns <= 4)).all()


@pytest.mark.parametrize("quarter", range(4))
def test_turns_count_quarters(quarter: int) -> None:
    a, b = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][quarter]

    assert _turn(np.array([a]), np.array([b])).tolist() == [quarter]


def test_the_hue_is_that_of_oklab() -> None:
    colors = np.random.default_rng(3).integers(0, 256, (200, 4), dtype=np.uint8)
    values = get_space("oklab").from_srgb(colors[:, :3] / 255.0)
    chroma = np.hypot(values[:, 1], values[:, 2])
    angle = np.degrees(np.arctan2(values[:, 2], values[:, 1])) % 360.0

    places = HUE.arrange(colors, np.zeros(200, np.int64))

    grays = int((chroma < 0.02).sum())
    assert (chroma[places[:grays]] < 0.02).all()
    assert (np.diff(angle[places[grays:]]) >= 0.0).all()


COLORS = np.array([[200, 200, 200, 255], [9, 9, 9, 255], [99, 99, 99, 255]], np.uint8)


def test_the_most_used_is_first() -> None:
    assert COUNT.arrange(COLORS, np.array([5, 0, 7])).tolist() == [2, 0, 1]


def test_of_as_many_the_darker_is_first() -> None:
    assert COUNT.arrange(COLORS, np.array([4, 4, 4])).tolist() == [1, 2, 0]


ENTRIES = np.array([[200, 0, 0], [90, 90, 90], [0, 0, 0], [0, 200, 0]], np.uint8)


def test_every_order_is_found_by_its_name() -> None:
    assert {name: get_order(name) for name in ORDERS} == ORDERS
    assert set(ORDERS) == {"none", "luma", "hue", "count"}


@pytest.mark.parametrize("name", ["Luma", "", None, 3, ["luma"]])
def test_an_order_that_is_not_there_is_refused(name: object) -> None:
    with pytest.raises(
        cq.InvalidOptionError, match=r"the order is .*; allowed are none, luma, hue, count"
    ):
        get_order(name)


def test_kept_entries_stay_where_they_are() -> None:
    assert arrange(ENTRIES, "luma").tolist() == [2, 0, 1, 3]
    assert arrange(ENTRIES, "luma", keep=1).tolist() == [0, 2, 1, 3]
    assert arrange(ENTRIES, "luma", keep=4).tolist() == [0, 1, 2, 3]
    assert arrange(ENTRIES, "count", keep=2, counts=np.array([1, 2, 3, 4])).tolist() == [
        0,
        1,
        3,
        2,
    ]


@pytest.mark.parametrize("keep", [-1, 5, 1.5, "1", True])
def test_no_more_is_kept_than_there_is(keep: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"keep is .*; allowed is .* from 0 to 4"):
        arrange(ENTRIES, "luma", keep=keep)  # type: ignore[arg-type]


def test_counts_are_needed_by_the_order_of_counts() -> None:
    with pytest.raises(
        cq.InvalidOptionError, match=r"'count', which needs an image; .* are none, luma, hue"
    ):
        arrange(ENTRIES, "count")


@pytest.mark.parametrize(
    "places",
    [[0, 1], [0, 1, 1], [0, 1, 3], [-1, 0, 1], [[0, 1, 2]], [0.0, 1.0, 2.0], "012", [[0], 1]],
)
def test_places_name_each_entry_once(places: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="allowed is each integer from 0 to 2 once"):
        check_order(places, 3)  # type: ignore[arg-type]


def test_places_may_be_any_whole_numbers() -> None:
    assert check_order(np.array([2, 0, 1], np.uint8), 3).dtype == np.intp
