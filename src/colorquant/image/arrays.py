"""Arrays of any layout and of the usual types."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidImageError
from colorquant.pixels import without_hidden

_ALLOWED = (
    "allowed are bool, uint8, uint16 and, from 0 to 1, float16, float32 and float64 "
    "of shape (h, w), (h, w, 1), (h, w, 2), (h, w, 3) or (h, w, 4)"
)
_FLOATS = "allowed are floats from 0 to 1"


def from_array(array: NDArray[Any]) -> Pixels:
    """Return an array as pixels in sRGB; see `colorquant.image.load_image`.

    Parameters
    ----------
    array
        (h, w) or (h, w, c) of bools, uint8, uint16 or floats from 0 to 1.

    Returns
    -------
    numpy.ndarray
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    """
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
    """Convert floats from 0 to 1 to the nearest integers from 0 to 65,535.

    Parameters
    ----------
    array
        Floats of any shape.
    name
        The name of the array in messages.

    Returns
    -------
    numpy.ndarray
        uint16, of the same shape.

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


Pixels: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]

_FIRST = 4096  # pixels that are looked at before all are


def normal_form(pixels: NDArray[Any]) -> Pixels:
    """Bring pixels into the one form.

    Parameters
    ----------
    pixels
        (h, w), (h, w, 1), (h, w, 2), (h, w, 3) or (h, w, 4): gray or colors, and alpha last of
        an even number of channels; uint8 or uint16 in the machine's byte order.

    Returns
    -------
    numpy.ndarray
        (h, w), (h, w, 3) or (h, w, 4), C-contiguous; `pixels` itself if it is so already. Alpha
        is there only if a pixel is not opaque; pixels of no opacity are 0 throughout; 16 bits
        are there only if they say more than 8 do.
    """
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[..., 0]
    if pixels.ndim == 3 and pixels.shape[2] % 2 == 0:
        pixels = _with_alpha_if_needed(pixels)
    return _as_8_bits_if_enough(np.ascontiguousarray(pixels))


def _with_alpha_if_needed(pixels: NDArray[Any]) -> NDArray[Any]:
    """Return (h, w, 4), or the gray or colors alone if alpha says nothing."""
    alpha = pixels[..., -1]
    if alpha.min() == np.iinfo(pixels.dtype).max:
        return pixels[..., 0] if pixels.shape[2] == 2 else pixels[..., :3]
    if pixels.shape[2] == 2:
        pixels = pixels[..., [0, 0, 0, 1]]
    return without_hidden(pixels)


def _as_8_bits_if_enough(pixels: NDArray[Any]) -> Pixels:
    """Return uint8 if every number is a multiple of 257: its two bytes are equal."""
    if pixels.dtype == np.uint8:
        return pixels
    halves = pixels.reshape(-1).view(np.uint8).reshape(-1, 2)
    first, second = halves[:, 0], halves[:, 1]
    for some in (slice(_FIRST), slice(None)):
        if not np.array_equal(first[some], second[some]):
            return pixels
    return first.copy().reshape(pixels.shape)
