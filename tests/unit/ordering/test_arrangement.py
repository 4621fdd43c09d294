import numpy as np
import pytest

import colorquant as cq
from colorquant.ordering import ORDERS, arrange, check_places, get_order

COLORS = np.array([[200, 0, 0], [90, 90, 90], [0, 0, 0], [0, 200, 0]], np.uint8)


def test_every_order_is_found_by_its_name() -> None:
    assert {name: get_order(name) for name in ORDERS} == ORDERS
    assert set(ORDERS) == {"given", "luma", "hue", "count"}


@pytest.mark.parametrize("name", ["Luma", "", None, 3, ["luma"]])
def test_an_order_that_is_not_there_is_refused(name: object) -> None:
    with pytest.raises(
        cq.InvalidOptionError, match=r"the order is .*; allowed are given, luma, hue, count"
    ):
        get_order(name)


def test_kept_entries_stay_where_they_are() -> None:
    assert arrange(COLORS, "luma").tolist() == [2, 0, 1, 3]
    assert arrange(COLORS, "luma", keep=1).tolist() == [0, 2, 1, 3]
    assert arrange(COLORS, "luma", keep=4).tolist() == [0, 1, 2, 3]
    assert arrange(COLORS, "count", keep=2, counts=np.array([1, 2, 3, 4])).tolist() == [0, 1, 3, 2]


@pytest.mark.parametrize("keep", [-1, 5, 1.5, "1", True])
def test_no_more_is_kept_than_there_is(keep: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"keep is .*; allowed is .* from 0 to 4"):
        arrange(COLORS, "luma", keep=keep)  # type: ignore[arg-type]


def test_counts_are_needed_by_the_order_of_counts() -> None:
    with pytest.raises(
        cq.InvalidOptionError, match=r"'count', which only an image has; .* are given, luma, hue"
    ):
        arrange(COLORS, "count")


@pytest.mark.parametrize(
    "places",
    [[0, 1], [0, 1, 1], [0, 1, 3], [-1, 0, 1], [[0, 1, 2]], [0.0, 1.0, 2.0], "012", [[0], 1]],
)
def test_places_name_each_entry_once(places: object) -> None:
    with pytest.raises(
        cq.InvalidOptionError, match="allowed is each whole number from 0 to 2 once"
    ):
        check_places(places, 3)  # type: ignore[arg-type]


def test_places_may_be_any_whole_numbers() -> None:
    assert check_places(np.array([2, 0, 1], np.uint8), 3).dtype == np.intp
