"""find_knee()."""

import numpy as np
import pytest

from colorquant.compare import find_knee


def test_the_knee_is_farthest_below_the_line_between_the_ends() -> None:
    assert find_knee([0, 1, 2, 3, 4], [10, 3, 2, 1, 0]) == 1


def test_the_example_of_the_paper() -> None:
    # Its figure 2: y = -1 / x + 5 has its knee at 0.22 of x from 0.1 to 1.1 or so; here it falls.
    x = np.linspace(0.1, 1.0, 10)

    place = find_knee(x, list(1.0 / x))

    assert place is not None
    assert x[place] == pytest.approx(0.3)


@pytest.mark.parametrize(("scale", "offset"), [(1.0, 0.0), (1e6, -7.0), (1e-6, 3.0)])
def test_units_do_not_matter(scale: float, offset: float) -> None:
    y = [offset + scale * value for value in (9.0, 4.0, 1.5, 1.0, 0.8)]

    assert find_knee([1, 2, 3, 4, 5], y) == 2


@pytest.mark.parametrize("y", [[4, 2], [3, 2, 1], [1, 1, 1], [1, 2, 3], [9, 8, 6, 0]], ids=str)
def test_a_curve_that_does_not_flatten_has_none(y: list[float]) -> None:
    assert find_knee(range(len(y)), y) is None
