import numpy as np
from numpy.typing import NDArray

import colorquant as cq
from colorquant.color import PointSpace, get_space
from colorquant.color.depth import with_alpha
from colorquant.targets.represented import Represented, palette_order


def state_of(photo: NDArray[np.uint8], locked: int = 0) -> Represented:
    colors = cq.ColorHistogram.from_image(photo).colors
    return Represented(colors, PointSpace(get_space("lab"), alpha=False), locked, 1)


def test_entries_one_by_one_are_as_all_at_once(photo: NDArray[np.uint8]) -> None:
    entries = with_alpha(cq.quantize(photo, 9, space="lab").palette.colors).view(np.uint8)
    at_once, one_by_one = state_of(photo), state_of(photo)
    at_once.begin(entries)
    for entry in entries:
        one_by_one.take(one_by_one.effect(entry))
    np.testing.assert_array_equal(one_by_one.squares, at_once.squares)
    np.testing.assert_array_equal(one_by_one.differences, at_once.differences)


def test_nearest_is_that_of_the_palette(photo: NDArray[np.uint8]) -> None:
    palette = cq.quantize(photo, 9, space="lab").palette
    entries = with_alpha(palette.colors[::-1]).view(np.uint8)
    state = state_of(photo)
    labels = state.nearest(np.arange(len(state.points)), entries)
    column = cq.ColorHistogram.from_image(photo).colors[:, np.newaxis]
    np.testing.assert_array_equal(entries[labels][:, :3], palette.apply(column).to_array()[:, 0])


def test_the_order_is_what_is_locked_and_then_from_dark_to_light() -> None:
    entries = np.array([[[9] * 4, [200] * 4, [7] * 4, [0] * 4]], np.uint8)[0]
    assert palette_order(entries, 1).tolist() == [0, 3, 2, 1]
