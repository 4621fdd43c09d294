import numpy as np

from colorquant.ordering.count import COUNT

COLORS = np.array([[200, 200, 200, 255], [9, 9, 9, 255], [99, 99, 99, 255]], np.uint8)


def test_the_most_used_is_first() -> None:
    assert COUNT.arrange(COLORS, np.array([5, 0, 7])).tolist() == [2, 0, 1]


def test_of_as_many_the_darker_is_first() -> None:
    assert COUNT.arrange(COLORS, np.array([4, 4, 4])).tolist() == [1, 2, 0]
