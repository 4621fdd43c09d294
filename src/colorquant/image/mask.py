"""Masks: what each pixel of an image counts for."""

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidImageError
from colorquant.image.source_image import ImageLike, load_image
from colorquant.pixels import to_8_bits


def as_mask(source: ImageLike, height: int, width: int) -> NDArray[np.uint8]:
    """Return a mask as an array.

    Parameters
    ----------
    source
        A gray image, or an array of shape (height, width): whole numbers from 0 to 255, bool,
        floats from 0 to 1, or, if any is above 255, uint16 from 0 to 65,535.
    height, width
        Of the image that it is for.

    Returns
    -------
    numpy.ndarray
        (height, width) uint8, C-contiguous: 0 for what is left out, 255 for what counts in full.
        What is above 0 stays above 0.

    Raises
    ------
    ImageFileError, InvalidImageError
        If it is no image, has colors or transparency, or another size.
    """
    try:  # levels are no colors: a profile does not matter
        array = load_image(_with_bytes(source), profile="ignore").pixels
    except InvalidImageError as error:
        raise InvalidImageError(f"the mask of weights: {error}") from error
    if array.ndim == 3 and array.shape[2] == 3 and (array == array[..., :1]).all():
        array = array[..., 0].copy()
    if array.ndim != 2:
        kind = "transparency" if array.shape[2] == 4 else "colors"
        raise InvalidImageError(f"the mask of weights has {kind}; allowed is a gray image")
    if array.shape != (height, width):
        raise InvalidImageError(
            f"the mask of weights is {array.shape[1]:,} x {array.shape[0]:,} pixels; "
            f"the image is {width:,} x {height:,}"
        )
    if array.dtype == np.uint8:
        return array.view(np.uint8)
    is_float = isinstance(source, np.ndarray) and source.dtype.kind == "f"
    if array.max() <= 255 and not is_float:  # bytes that came as wider numbers
        return array.astype(np.uint8)
    return np.maximum(to_8_bits(array), array > 0).astype(np.uint8)


def _with_bytes(source: ImageLike) -> ImageLike:
    """Return wide integers, which NumPy makes of whole numbers by itself, as bytes."""
    if not isinstance(source, np.ndarray) or source.dtype.kind not in "iu" or not source.size:
        return source
    if source.dtype.newbyteorder("=") in (np.uint8, np.uint16):
        return source
    if source.min() < 0 or source.max() > 255:
        raise InvalidImageError(
            f"the array goes from {source.min():,} to {source.max():,}; "
            "allowed are whole numbers from 0 to 255, or floats from 0 to 1"
        )
    return source.astype(np.uint8)
