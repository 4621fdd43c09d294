import re

import numpy as np
import pytest

import colorquant as cq
from colorquant.dithering import DITHERERS, Bayer
from colorquant.dithering.bayer import SIDES


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
