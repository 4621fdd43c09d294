"""Whatever a user has, turned into the one form that every stage takes."""

import os
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from colorquant.errors import InvalidImageError
from colorquant.files import decoding, open_image

ImageLike: TypeAlias = str | os.PathLike[str] | Image.Image | NDArray[np.uint8]

_ALLOWED_ARRAYS = "allowed are uint8 arrays of shape (h, w), (h, w, 3) or (h, w, 4)"
_WORKING_MODES = {
    "1": "L",
    "L": "L",
    "LA": "L",
    "P": "RGB",
    "PA": "RGB",
    "RGB": "RGB",
    "RGBA": "RGB",
}
_ALLOWED_MODES = "allowed are bilevel, grey, RGB and palette images"


def as_image(source: ImageLike) -> NDArray[np.uint8]:
    """Return an image as a C-contiguous array.

    Parameters
    ----------
    source
        A path, a Pillow image, or a uint8 array of shape (h, w), (h, w, 3) or (h, w, 4) in sRGB
        and any memory layout. Alpha must be 255 everywhere.

    Returns
    -------
    numpy.ndarray
        (h, w) grey or (h, w, 3) sRGB values, uint8, C-contiguous. An array that is so already is
        returned itself, not a copy.

    Raises
    ------
    ImageFileError
        If a file cannot be read, or an image not be decoded.
    InvalidImageError
        If the image has no pixels or is of a kind that is not supported.
    """
    if isinstance(source, np.ndarray):
        return _from_array(source)
    if isinstance(source, Image.Image):
        with decoding("the image"):  # Pillow may have read no more than its header yet
            return _from_pillow(source, "the image")
    if isinstance(source, str | os.PathLike):
        name = os.fspath(source)
        with decoding(name):
            return _from_pillow(open_image(source), name)
    raise InvalidImageError(
        f"an image is needed; got {type(source).__name__}; "
        "allowed are a path, a Pillow image or a NumPy array"
    )


def _from_array(array: NDArray[np.generic]) -> NDArray[np.uint8]:
    if array.dtype != np.uint8:
        raise InvalidImageError(f"the array's type is {array.dtype}; {_ALLOWED_ARRAYS}")
    if not (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4))):
        raise InvalidImageError(f"the array's shape is {array.shape}; {_ALLOWED_ARRAYS}")
    if array.size == 0:
        raise InvalidImageError(f"the array's shape is {array.shape}: it has no pixels")
    pixels: NDArray[np.uint8] = array.view(np.uint8)
    if array.ndim == 3 and array.shape[2] == 4:
        pixels = _without_alpha(pixels, "the array")
    return np.ascontiguousarray(pixels)


def _from_pillow(image: Image.Image, name: str) -> NDArray[np.uint8]:
    if getattr(image, "is_animated", False) and image.format != "MPO":
        frames = getattr(image, "n_frames", 2)
        raise InvalidImageError(f"{name} has {frames} frames; allowed are still images")
    if image.width == 0 or image.height == 0:
        raise InvalidImageError(f"{name} is {image.width} x {image.height}: it has no pixels")
    image = ImageOps.exif_transpose(image)
    if image.mode not in _WORKING_MODES:
        raise InvalidImageError(f"{name} has Pillow mode {image.mode}; {_ALLOWED_MODES}")
    mode = _WORKING_MODES[image.mode]
    if "transparency" not in image.info and image.mode[-1] != "A":
        return np.array(image.convert(mode))
    pixels = _without_alpha(np.asarray(image.convert("RGBA")), name)
    return np.ascontiguousarray(pixels[..., 0] if mode == "L" else pixels)


def _without_alpha(pixels: NDArray[np.uint8], name: str) -> NDArray[np.uint8]:
    if pixels[..., -1].min() < 255:
        raise InvalidImageError(
            f"{name} has transparent pixels; allowed are opaque images: lay it on a background"
        )
    return pixels[..., :-1]
