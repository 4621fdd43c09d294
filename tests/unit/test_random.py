import numpy as np
import pytest

from colorquant import _random


def test_draws_are_pinned() -> None:
    """The same numbers on every machine and for every NumPy version."""
    assert _random.distinct_integers(5, 1000, 0).tolist() == [271, 617, 24, 533, 971]


@pytest.mark.parametrize(("count", "end"), [(1, 1), (5, 1000), (900, 1000), (1000, 1000)])
def test_integers_are_distinct_and_in_range(count: int, end: int) -> None:
    drawn = _random.distinct_integers(count, end, seed=4)
    assert len(np.unique(drawn)) == count
    assert drawn.min() >= 0
    assert drawn.max() < end
