"""What Pillow's modes mean: colors in one of four spaces, and alpha."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import InvalidImageError
from colorquant.files import mend_numbers
from colorquant.image.arrays import Pixels, unit_floats

_WORKING_MODES = {
    "1": "L",
    "L": "L",
    "LA": "LA",
    "La": "LA",
    "PA": "RGBA",
    "RGB": "RGB",
    "RGBA": "RGBA",
    "RGBa": "RGBA",
    "RGBX": "RGB",
    "YCbCr": "RGB",
    "HSV": "RGB",
    "CMYK": "CMYK",
    "LAB": "LAB",
}
_NUMBERS = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")
_ALLOWED = f"allowed are P, {', '.join((*_WORKING_MODES, *_NUMBERS))}"


@dataclass(frozen=True, eq=False)
class Raster:
    """Pixels in a color space, and their alpha.

    Parameters
    ----------
    space
        ``"L"``, ``"RGB"``, ``"CMYK"`` or ``"LAB"``.
    color
        (h, w) or (h, w, c) uint8 or uint16.
    alpha
        (h, w) of the same dtype, or None.
    """

    space: str
    color: Pixels
    alpha: Pixels | None = None


def raster_of_mode(image: Image.Image, name: str, highest_gray: int) -> Raster:
    """Return the pixels of a decoded image of any mode but P.

    Parameters
    ----------
    image
        A decoded image.
    name
        What a message calls it.
    highest_gray
        What white is in the file; see `colorquant.files.highest_gray`.

    Returns
    -------
    Raster

    Raises
    ------
    InvalidImageError
        If the mode is not supported, or a number is not what a color can be.
    """
    key = image.info.get("transparency")
    if image.mode in _NUMBERS:
        color = _numbers(image, name)
        return Raster("L", color, alpha_of_key(color, key))
    if image.mode not in _WORKING_MODES:
        raise InvalidImageError(f"{name} has Pillow mode {image.mode}; {_ALLOWED}")
    mode = _WORKING_MODES[image.mode]
    pixels = np.array(image if image.mode == mode else image.convert(mode))
    if mode.endswith("A"):
        return raster_of_channels(pixels)
    if isinstance(key, int) and image.mode == "L":
        key = key * 255 // highest_gray  # Pillow scales the pixels of a file, but not their key
    return Raster(mode, pixels, alpha_of_key(pixels, key))


def raster_of_channels(pixels: NDArray[Any]) -> Raster:
    """Split pixels into colors and alpha.

    Parameters
    ----------
    pixels
        (h, w, c); of 2 or 4 channels, the last is alpha.

    Returns
    -------
    Raster
    """
    count = pixels.shape[2]
    alpha = pixels[..., -1] if count % 2 == 0 else None
    return (
        Raster("L", pixels[..., 0], alpha) if count < 3 else Raster("RGB", pixels[..., :3], alpha)
    )


def alpha_of_key(color: NDArray[Any], key: Any) -> NDArray[Any] | None:
    """Return the alpha of an image whose pixels of one color are transparent.

    Parameters
    ----------
    color
        (h, w) or (h, w, 3) uint8 or uint16.
    key
        What Pillow knows as an image's transparency, which damage may have made anything.

    Returns
    -------
    numpy.ndarray or None
        (h, w) alpha, 0 where a pixel has the color; None if there is no key.
    """
    if color.ndim == 2 and isinstance(key, int):
        clear = color == key
    elif color.ndim == 3 and isinstance(key, tuple) and len(key) == color.shape[2]:
        deep = color.dtype == np.uint8 and max(key) > 255  # Pillow cut the pixels, but not the key
        clear = (color == np.array(key) // (257 if deep else 1)).all(axis=-1)
    else:
        return None
    return np.where(clear, 0, np.iinfo(color.dtype).max).astype(color.dtype)


def _numbers(image: Image.Image, name: str) -> NDArray[np.uint16]:
    """Return the pixels of a mode of one number, as 16 bits."""
    numbers = mend_numbers(image, np.asarray(image))
    if image.mode == "F":
        return unit_floats(numbers, name)
    if image.mode == "I" and (numbers.min() < 0 or numbers.max() > 65535):
        raise InvalidImageError(
            f"{name} has numbers from {numbers.min():,} to {numbers.max():,}; "
            "allowed in Pillow mode I are 0 to 65,535"
        )
    return numbers.astype(np.uint16)
