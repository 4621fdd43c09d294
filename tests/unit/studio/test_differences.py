"""Differences: a picture of where they are."""

import numpy as np
from tests.studio import Pixels

from colorquant.metrics import DifferenceMap, delta_e_map
from colorquant.studio.differences import drawn


def test_the_same_is_black_and_the_worst_is_bright(small: Pixels) -> None:
    other = small.copy()
    other[0, 0] = 255 - other[0, 0]

    picture = drawn(delta_e_map(other, small))

    assert picture.shape == small.shape
    assert picture[0, 0].sum() > 500
    assert not picture[1:].any()


def test_more_is_lighter_up_to_a_difference_of_10() -> None:
    grays = np.repeat(np.arange(100, 160, 4, dtype=np.uint8)[np.newaxis, :, np.newaxis], 3, axis=2)

    picture = drawn(delta_e_map(grays, np.full_like(grays, 100)))

    light = picture.astype(int) @ [299, 587, 114]
    assert (np.diff(light[0]) >= 0).all()
    assert light[0, 0] == 0
    assert (picture[0, -1] == picture[0, -2]).all()


def test_the_last_color_is_that_of_a_difference_of_10() -> None:
    shown = drawn(DifferenceMap(np.array([[9.9, 10.0, 11.0]], np.float32), 10.3, 11.0))

    assert (shown[0, 1] == shown[0, 2]).all()
    assert (shown[0, 0] != shown[0, 1]).any()
