"""The kernel of Jarvis, Judice & Ninke 1976."""

import pytest

from colorquant.dithering import JarvisJudiceNinke


def test_its_shares_are_those_of_the_literature() -> None:
    # Columns on and rows below, in parts of 48.
    # fmt: off
    parts = {
        (1, 0): 7, (2, 0): 5,
        (-2, 1): 3, (-1, 1): 5, (0, 1): 7, (1, 1): 5, (2, 1): 3,
        (-2, 2): 1, (-1, 2): 3, (0, 2): 5, (1, 2): 3, (2, 2): 1,
    }
    # fmt: on
    taps = JarvisJudiceNinke.kernel.taps().tolist()

    assert {(x, y): share for x, y, share in taps} == pytest.approx(
        {place: part / 48 for place, part in parts.items()}
    )


def test_all_of_an_error_is_passed_on() -> None:
    assert JarvisJudiceNinke.kernel.taps()[:, 2].sum() == pytest.approx(1.0)
