import numpy as np

from colorquant.remapping import summed_squares


def test_it_is_exact_beyond_64_bits() -> None:
    far, near = np.full((2, 4), 65_535, np.uint16), np.zeros((2, 4), np.uint16)
    weights = np.array([2**33, 3], np.int64)
    assert summed_squares(far, near, weights) == (2**33 + 3) * 4 * 65_535**2


def test_either_may_be_the_greater() -> None:
    a, b = np.array([[3, 9, 0]], np.uint16), np.array([[5, 5, 1]], np.uint16)
    weights = np.array([7], np.int64)
    assert summed_squares(a, b, weights) == summed_squares(b, a, weights) == 7 * 21
