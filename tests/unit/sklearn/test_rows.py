import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.sklearn.rows import DistinctRows, distinct

ROWS = np.random.RandomState(0).randint(0, 4, (200, 3))


@pytest.mark.parametrize("rows", [ROWS, ROWS / 255, ROWS - 2.0, ROWS[:, :2]])
def test_rows_are_put_together_again_from_distinct_ones(rows: NDArray[np.float64]) -> None:
    values, places = distinct(rows, threads=2)

    np.testing.assert_allclose(values[places], rows, rtol=1e-15)
    assert len(values) == len(np.unique(rows, axis=0))


@pytest.mark.parametrize("unit", [1.0, 0.37])
def test_adding_adds_the_weights_of_equal_rows(unit: float) -> None:
    left = DistinctRows(np.array([[0.0, 0, 0], [9, 9, 9]]) * unit, np.array([1.0, 2]))
    right = DistinctRows(np.array([[9.0, 9, 9], [4, 0, 0]]) * unit, np.array([5.0, 0.5]))

    values, weights = left.add(right, threads=1)

    assert {tuple(row): weight for row, weight in zip(values, weights, strict=True)} == {
        (0.0, 0.0, 0.0): 1.0,
        (9 * unit,) * 3: 7.0,
        (4 * unit, 0.0, 0.0): 0.5,
    }
