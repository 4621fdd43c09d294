"""Two images to compare."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidImageError
from colorquant.image import ImageLike, as_image

Image: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]


def as_pair(image: ImageLike, other: ImageLike) -> tuple[Image, Image]:
    """Return two images as arrays.

    Parameters
    ----------
    image, other
        Two images of the same height and width, as for `colorquant.image.as_image`.

    Returns
    -------
    tuple of numpy.ndarray
        Each (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.

    Raises
    ------
    InvalidImageError
        If their sizes differ.
    """
    a, b = as_image(image), as_image(other)
    if a.shape[:2] != b.shape[:2]:
        raise InvalidImageError(
            f"the images are {a.shape[1]} x {a.shape[0]} and {b.shape[1]} x {b.shape[0]} pixels; "
            "they must be of one size"
        )
    return a, b


def as_opaque_pair(image: ImageLike, other: ImageLike) -> tuple[Image, Image]:
    """Return two images as arrays, as `as_pair` does, where only opaque ones make sense.

    Parameters
    ----------
    image, other
        As for `as_pair`.

    Returns
    -------
    tuple of numpy.ndarray
        Each (h, w) or (h, w, 3), uint8 or uint16, C-contiguous.

    Raises
    ------
    InvalidImageError
        If their sizes differ, or one is not opaque.
    """
    a, b = as_pair(image, other)
    if a.shape[2:] == (4,) or b.shape[2:] == (4,):
        raise InvalidImageError(
            "an image has transparent pixels; allowed are opaque images: lay it on a background"
        )
    return a, b
