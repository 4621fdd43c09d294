import numpy as np
import pytest

from colorquant.errors import InvalidImageError
from colorquant.histogram.checking import MAX_PIXELS, check_arrays

COLORS, COUNTS = np.array([[1, 2, 3], [4, 5, 6]], np.uint8), np.array([2, 5])


def test_what_goes_together_is_taken() -> None:
    check_arrays(COLORS, COUNTS, None)
    check_arrays(COLORS.astype(np.uint16), COUNTS, COUNTS)


def test_what_does_not_is_refused() -> None:
    with pytest.raises(InvalidImageError, match=r"colors of shape \(0, 3\)"):
        check_arrays(COLORS[:0], COUNTS[:0], None)
    with pytest.raises(InvalidImageError, match=r"weights of shape \(1,\) and type int64"):
        check_arrays(COLORS, COUNTS, COUNTS[:1])
    with pytest.raises(InvalidImageError, match=r"the counts sum to 3\.52e"):
        check_arrays(COLORS, np.array([1, MAX_PIXELS]), None)
