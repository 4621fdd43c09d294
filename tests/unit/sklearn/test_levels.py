import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.sklearn.levels import factor_of, points_at

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
