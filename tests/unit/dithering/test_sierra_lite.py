"""The kernel of Sierra 1990, the smallest."""

import pytest

from colorquant.dithering import SierraLite


def test_its_shares_are_those_of_the_literature() -> None:
    # Columns on and rows below, in parts of 4.
    # fmt: off
    parts = {
        (1, 0): 2,
        (-1, 1): 1, (0, 1): 1,
    }
    # fmt: on
    taps = SierraLite.kernel.taps().tolist()

    assert {(x, y): share for x, y, share in taps} == pytest.approx(
        {place: part / 4 for place, part in parts.items()}
    )


def test_all_of_an_error_is_passed_on() -> None:
    assert SierraLite.kernel.taps()[:, 2].sum() == pytest.approx(1.0)
