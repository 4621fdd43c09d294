"""The kernel of Atkinson 1984: one eighth to each of six, a quarter to nobody."""

import pytest

from colorquant.dithering import Atkinson


def test_its_shares_are_those_of_the_literature() -> None:
    # Columns on and rows below, in parts of 8.
    # fmt: off
    parts = {
        (1, 0): 1, (2, 0): 1,
        (-1, 1): 1, (0, 1): 1, (1, 1): 1,
        (0, 2): 1,
    }
    # fmt: on
    taps = Atkinson.kernel.taps().tolist()

    assert {(x, y): share for x, y, share in taps} == pytest.approx(
        {place: part / 8 for place, part in parts.items()}
    )


def test_three_quarters_of_an_error_are_passed_on() -> None:
    assert Atkinson.kernel.taps()[:, 2].sum() == pytest.approx(0.75)
