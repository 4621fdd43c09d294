"""The kernel of Burkes 1988."""

import pytest

from colorquant.dithering import Burkes


def test_its_shares_are_those_of_the_literature() -> None:
    # Columns on and rows below, in parts of 32.
    # fmt: off
    parts = {
        (1, 0): 8, (2, 0): 4,
        (-2, 1): 2, (-1, 1): 4, (0, 1): 8, (1, 1): 4, (2, 1): 2,
    }
    # fmt: on
    taps = Burkes.kernel.taps().tolist()

    assert {(x, y): share for x, y, share in taps} == pytest.approx(
        {place: part / 32 for place, part in parts.items()}
    )


def test_all_of_an_error_is_passed_on() -> None:
    assert Burkes.kernel.taps()[:, 2].sum() == pytest.approx(1.0)
