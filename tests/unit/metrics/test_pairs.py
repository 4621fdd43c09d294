import numpy as np
import pytest

from colorquant.errors import InvalidImageError
from colorquant.metrics.pairs import as_opaque_pair, as_pair


def test_arrays_come_back_as_they_are() -> None:
    gray, colored = np.zeros((2, 4), np.uint8), np.zeros((2, 4, 3), np.uint8)
    a, b = as_pair(gray, colored)
    assert np.shares_memory(a, gray)
    assert np.shares_memory(b, colored)


def test_sizes_must_agree() -> None:
    with pytest.raises(InvalidImageError, match="4 x 2 and 3 x 2 pixels; they must be of one"):
        as_pair(np.zeros((2, 4), np.uint8), np.zeros((2, 3, 3), np.uint8))


def test_only_opaque_images_are_an_opaque_pair() -> None:
    opaque, clear = np.zeros((2, 4), np.uint8), np.zeros((2, 4, 4), np.uint8)

    assert as_opaque_pair(opaque, opaque)[1].shape == (2, 4)
    with pytest.raises(InvalidImageError, match="allowed are opaque images"):
        as_opaque_pair(opaque, clear)
