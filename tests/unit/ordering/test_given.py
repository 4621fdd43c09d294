import numpy as np

from colorquant.ordering.given import GIVEN


def test_nothing_moves() -> None:
    colors = np.array([[9, 9, 9, 255], [1, 1, 1, 255], [5, 5, 5, 0]], np.uint8)

    assert GIVEN.arrange(colors, np.array([1, 2, 3])).tolist() == [0, 1, 2]
