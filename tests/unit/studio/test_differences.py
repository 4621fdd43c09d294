"""Differences: numbers and a picture of where they are."""

import numpy as np
import pytest

from colorquant.metrics import delta_e_2000
from colorquant.studio.differences import differ


def test_numbers_are_those_of_the_metric(small: np.ndarray) -> None:
    other = np.roll(small, 1, axis=2)

    found = differ(other, small)

    assert found.mean == pytest.approx(delta_e_2000(small, other))
    assert found.worst > found.mean


def test_the_same_is_black_and_the_worst_is_bright(small: np.ndarray) -> None:
    other = small.copy()
    other[0, 0] = 255 - other[0, 0]

    found = differ(other, small)

    assert found.map.shape == small.shape
    assert found.map[0, 0].sum() > 500
    assert not found.map[1:].any()


def test_transparent_pixels_are_laid_over_white() -> None:
    clear = np.zeros((1, 1, 4), np.uint8)
    white = np.full((1, 1, 3), 255, np.uint8)

    assert differ(clear, white).worst == 0.0
