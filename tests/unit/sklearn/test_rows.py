from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.sklearn.rows import DistinctRows, distinct, factor_of, points_at

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


LEVELS = np.arange(256, dtype=np.uint8).reshape(-1, 1)


@pytest.mark.parametrize(
    "rows",
    [
        LEVELS,
        LEVELS.astype(float),
        LEVELS / 255,
        LEVELS.astype(np.float32) / 255,
        LEVELS * np.float32(1 / 255),
        LEVELS.astype(np.uint16) * 257,
    ],
    ids=["uint8", "0 to 255", "float64", "float32", "by the reciprocal", "uint16"],
)
def test_the_same_levels_are_the_same_points_in_every_form(rows: NDArray[np.generic]) -> None:
    factor = factor_of(rows)
    assert factor is not None
    points = points_at(rows, factor)
    np.testing.assert_array_equal(points, LEVELS.astype(np.uint16) * 257)


@pytest.mark.parametrize("rows", [[[-1.0, 4.0]], [[0.0, 65_536.0]]])
def test_no_factor_makes_points_of_what_is_out_of_range(rows: list[list[float]]) -> None:
    assert factor_of(np.array(rows)) is None


def test_what_lies_between_points_or_beyond_them_is_none() -> None:
    assert points_at(np.array([[0.5, 0.5 + 1e-9]]), 65_535) is None
    assert points_at(np.array([[0.0, 1.1]]), 65_535) is None
    assert points_at(np.array([[0, 256]], np.uint16), 257) is None
    assert points_at(np.array([[-1.0, 0.0]]), 1) is None
