import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.counting import tally

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


def test_equal_colors_are_added_up() -> None:
    total = tally(
        np.array([[9, 9, 9], [0, 0, 0], [9, 9, 9]], np.uint8),
        np.array([1, 2, 3]),
        np.array([255, 20, 3]),
        threads=2,
    )
    assert total.colors.tolist() == [[0, 0, 0], [9, 9, 9]]
    assert total.counts.tolist() == [2, 4]
    assert total.weights is not None
    assert total.weights.tolist() == [20, 258]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_colors_are_in_z_order(dtype: type, channels: int) -> None:
    top = np.iinfo(dtype).max
    rows: Pixels = np.array(
        [[top] + [0] * (channels - 1), [top // 2] * channels, [0] * channels], dtype
    )
    assert tally(rows, np.ones(3, np.int64), threads=1).colors.tolist() == [
        [0] * channels,
        [top // 2] * channels,
        [top] + [0] * (channels - 1),
    ]
