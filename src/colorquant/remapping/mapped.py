"""What mapping returns."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Indices: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]


class Mapped(NamedTuple):
    """The indices of an image, and what mapping saw on the way.

    Attributes
    ----------
    indices : numpy.ndarray
        (h, w), uint8 for up to 256 entries, else uint16.
    squared_error : float
        Sum over pixels and channels in 8-bit sRGB; with alpha, the mean of the errors over black
        and over white.
    used : int
        How many entries have pixels.
    """

    indices: Indices
    squared_error: float
    used: int


def new_indices(size: int, entries: int) -> Indices:
    """Return an uninitialized (size,) array that can point to so many entries."""
    return np.empty(size, np.uint8) if entries <= 256 else np.empty(size, np.uint16)
