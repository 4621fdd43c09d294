"""The kernel of Sierra 1990, of two rows."""

import pytest

from colorquant.dithering import SierraTwoRow


def test_its_shares_are_those_of_the_literature() -> None:
    # Columns on and rows below, in parts of 16.
    # fmt: off
    parts = {
        (1, 0): 4, (2, 0): 3,
        (-2, 1): 1, (-1, 1): 2, (0, 1): 3, (1, 1): 2, (2, 1): 1,
    }
    # fmt: on
    taps = SierraTwoRow.kernel.taps().tolist()

    assert {(x, y): share for x, y, share in taps} == pytest.approx(
        {place: part / 16 for place, part in parts.items()}
    )


def test_all_of_an_error_is_passed_on() -> None:
    assert SierraTwoRow.kernel.taps()[:, 2].sum() == pytest.approx(1.0)
