"""The kernel of Floyd & Steinberg 1976."""

import pytest

from colorquant.dithering import FloydSteinberg


def test_its_shares_are_those_of_the_literature() -> None:
    # Columns on and rows below, in parts of 16.
    # fmt: off
    parts = {
        (1, 0): 7,
        (-1, 1): 3, (0, 1): 5, (1, 1): 1,
    }
    # fmt: on
    taps = FloydSteinberg.kernel.taps().tolist()

    assert {(x, y): share for x, y, share in taps} == pytest.approx(
        {place: part / 16 for place, part in parts.items()}
    )


def test_all_of_an_error_is_passed_on() -> None:
    assert FloydSteinberg.kernel.taps()[:, 2].sum() == pytest.approx(1.0)
