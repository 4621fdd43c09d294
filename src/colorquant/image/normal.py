"""The one form of pixels: what can be said in less is said in less."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant.color.depth import without_hidden

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
