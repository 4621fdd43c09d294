"""What makes a histogram."""

import numpy as np
from numpy.typing import NDArray

from colorquant._options import check_integer
from colorquant.errors import InvalidImageError

# Sums of weights times 8-bit coordinates must stay exact integers in binary64 (below 2^53).
MAX_PIXELS = 2**45

_FEWEST, _MOST = 1 << 16, 1 << 27  # of colors that may be held, and that a file holds


def check_arrays(colors: NDArray[np.generic], counts: NDArray[np.generic], weights: object) -> None:
    """Make sure that colors, counts and perhaps weights go together.

    Raises
    ------
    InvalidImageError
        If they do not.
    """
    fits = colors.dtype in (np.uint8, np.uint16) and colors.ndim == 2 and colors.shape[1] in (3, 4)
    if not fits or not len(colors):
        raise InvalidImageError(
            f"colors of shape {colors.shape} and type {colors.dtype} make no histogram; "
            "allowed are (m, 3) or (m, 4), uint8 or uint16, m >= 1"
        )
    for name, array in (("counts", counts), ("weights", weights)):
        if array is not None:
            _check_counts(name, array, len(colors))


def _check_counts(name: str, array: object, size: int) -> None:
    assert isinstance(array, np.ndarray)
    if array.dtype != np.int64 or array.shape != (size,) or array.min() < 1:
        raise InvalidImageError(
            f"{name} of shape {array.shape} and type {array.dtype} do not fit {size:,} "
            "colors; allowed is one int64 of at least 1 for each"
        )
    if array.sum(dtype=np.float64) >= MAX_PIXELS:
        raise InvalidImageError(
            f"the {name} sum to {array.sum(dtype=np.float64):.3g} pixels; "
            f"allowed are fewer than {MAX_PIXELS:,}"
        )


def check_max_colors(max_colors: object) -> int:
    """Return how many colors may be held one by one.

    Raises
    ------
    InvalidOptionError
        If it is no whole number from 65,536 to 134,217,728.
    """
    return check_integer("max_colors", max_colors, _FEWEST, _MOST)
