import numpy as np

from colorquant.color.matrix import multiply


def test_each_vector_is_multiplied() -> None:
    vectors = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0], [1.0, 2.0, 4.0]])
    product = multiply(((1.0, 2.0, 3.0), (4.0, 5.0, 6.0), (7.0, 8.0, 9.0)), vectors)
    np.testing.assert_array_equal(product, [[1, 4, 7], [6, 15, 24], [17, 38, 59]])


def test_it_adds_from_left_to_right() -> None:
    row = (1e16, -1e16, 1.0)
    product = multiply((row, row[::-1], row), np.ones((1, 3)))
    np.testing.assert_array_equal(product, [[1.0, 0.0, 1.0]])


def test_no_vectors() -> None:
    row = (1.0, 2.0, 3.0)
    assert multiply((row, row, row), np.empty((0, 3))).shape == (0, 3)
