"""Arrays of any layout and of the usual types."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidImageError
from colorquant.image.normal import Pixels, normal_form

_ALLOWED = (
    "allowed are bool, uint8, uint16 and, from 0 to 1, float16, float32 and float64 "
    "of shape (h, w), (h, w, 1), (h, w, 2), (h, w, 3) or (h, w, 4)"
)
_FLOATS = "allowed are floats from 0 to 1"


def from_array(array: NDArray[Any]) -> Pixels:
    """Return an array in the one form; see `colorquant.image.load_image`."""
    if isinstance(array, np.ma.MaskedArray):
        raise InvalidImageError("the array is masked; allowed are plain arrays: fill it")
    if array.ndim not in (2, 3) or (array.ndim == 3 and not 1 <= array.shape[2] <= 4):
        raise InvalidImageError(f"the array's shape is {array.shape}; {_ALLOWED}")
    if array.size == 0:
        raise InvalidImageError(f"the array's shape is {array.shape}: it has no pixels")
    return normal_form(_as_integers(np.asarray(array)))


def _as_integers(array: NDArray[Any]) -> NDArray[Any]:
    if array.dtype == np.uint8:
        return array
    if array.dtype == np.bool_:
        return array * np.uint8(255)
    kind = array.dtype.newbyteorder("=")
    if kind == np.uint16:
        return array.astype(kind, copy=False)
    if kind in (np.float16, np.float32, np.float64):
        return unit_floats(array, "the array")
    raise InvalidImageError(f"the array's type is {array.dtype}; {_ALLOWED}")


def unit_floats(array: NDArray[Any], name: str) -> NDArray[np.uint16]:
    """Return floats from 0 to 1 as the nearest of the integers from 0 to 65535.

    Raises
    ------
    InvalidImageError
        If some are not from 0 to 1: how many, and which comes first.
    """
    finite = np.isfinite(array)
    if not finite.all():
        raise InvalidImageError(_complaint(name, "not finite", array, ~finite))
    outside = (array < 0) | (array > 1)
    if outside.any():
        raise InvalidImageError(_complaint(name, "outside 0 to 1", array, outside))
    return np.rint(array.astype(np.float64) * 65535).astype(np.uint16)


def _complaint(name: str, what: str, array: NDArray[Any], wrong: NDArray[np.bool_]) -> str:
    count = int(np.count_nonzero(wrong))
    place = tuple(int(i) for i in np.unravel_index(int(np.argmax(wrong)), array.shape))
    values = "value" if count == 1 else "values"
    return f"{name} has {count:,} {values} {what}, first {array[place]} at {place}; {_FLOATS}"
