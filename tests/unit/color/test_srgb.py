import numpy as np
from numpy.typing import NDArray

from colorquant.color import get_space

SPACE = get_space("srgb")


def test_eight_bits_become_sixteen_exactly() -> None:
    colors = np.arange(768, dtype=np.uint16).astype(np.uint8).reshape(256, 3)
    np.testing.assert_array_equal(SPACE.encode(colors), colors * np.uint16(257))


def test_sixteen_bits_stay_as_they_are() -> None:
    colors = np.repeat(np.arange(65_536, dtype=np.uint16)[:, np.newaxis], 3, axis=1)
    np.testing.assert_array_equal(SPACE.encode(colors), colors)


def test_values_are_the_colors() -> None:
    colors: NDArray[np.float64] = np.array([[0.0, 0.25, 1.0], [-0.5, 1.5, 0.1]])
    np.testing.assert_array_equal(SPACE.from_srgb(colors), colors)
    np.testing.assert_array_equal(SPACE.to_srgb(colors), colors)
