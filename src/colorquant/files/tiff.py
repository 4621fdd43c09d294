"""What Pillow leaves to do of TIFF files whose pixels are gray numbers of more than 8 bits.

Without this they would be wrong and nobody told: Pillow takes libtiff's numbers, which have the
machine's byte order, for numbers in the file's order; it leaves white at zero where the file says
so; and it leaves 12-bit numbers at 0 to 4095.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

BITS_PER_SAMPLE, PHOTOMETRIC, ORIENTATION = 258, 262, 274
_WHITE_IS_ZERO = 0
_NATIVE = {"F;32BF": "F;32NF", "I;16BS": "I;16NS", "I;32BS": "I;32NS"}


def lies_sideways(image: Image.Image) -> bool:
    """Check whether a TIFF file that is not decoded yet is to be rotated by 90 degrees.

    Pillow does that when it decodes it, and forgets that it did.

    Parameters
    ----------
    image
        A TIFF image that is not decoded yet.

    Returns
    -------
    bool
    """
    turn = getattr(image, "tag_v2", {}).get(ORIENTATION, 1)
    return isinstance(turn, int) and turn > 4


def mend_byte_order(image: Image.Image) -> None:
    """Make Pillow read the numbers of a TIFF file in the right byte order.

    Parameters
    ----------
    image
        A TIFF image that is not decoded yet; it is changed.
    """
    if isinstance(image, ImageFile.ImageFile) and image.format == "TIFF":
        image.tile = [
            with_raw_mode(tile, _NATIVE.get(raw_mode(tile), raw_mode(tile)))
            if tile[0] == "libtiff"
            else tile
            for tile in image.tile
        ]


def mend_numbers(image: Image.Image, numbers: NDArray[Any]) -> NDArray[Any]:
    """Return the gray numbers of a decoded image as they are meant.

    Parameters
    ----------
    image
        A decoded image of mode I;16, I or F.
    numbers
        (h, w) its pixels: integers up to 65535, or floats from 0 to 1.

    Returns
    -------
    numpy.ndarray
        (h, w) with black at 0 and white at 65535 or 1.0; `numbers` itself where it is so.
    """
    if image.format != "TIFF":
        return numbers
    tags = image.tag_v2  # type: ignore[attr-defined]  # an image of this format has them
    if tags.get(BITS_PER_SAMPLE) == (12,):
        numbers = np.rint(numbers.astype(np.float64) * (65535 / 4095)).astype(np.uint16)
    if tags.get(PHOTOMETRIC) == _WHITE_IS_ZERO:
        white = 1 if numbers.dtype.kind == "f" else 65535
        numbers = white - numbers
    return numbers


Tile = Any  # Pillow's own named tuple, and a plain tuple before Pillow 11


def raw_mode(tile: Tile) -> str:
    """Return the layout of the pixels of a tile in the file, such as ``"RGB;16B"``.

    Parameters
    ----------
    tile
        A tile of Pillow.

    Returns
    -------
    str
        Pillow's raw mode.
    """
    arguments = tile[3]
    return str(arguments if isinstance(arguments, str) else arguments[0])


def with_raw_mode(tile: Tile, mode: str) -> Tile:
    """Return a tile with another raw mode.

    Parameters
    ----------
    tile
        A tile of Pillow.
    mode
        The raw mode.

    Returns
    -------
    tuple
        The new tile.
    """
    arguments = mode if isinstance(tile[3], str) else (mode, *tile[3][1:])
    if hasattr(tile, "_replace"):
        return tile._replace(args=arguments)
    return (*tile[:3], arguments)


def highest_gray(image: Image.Image) -> int:
    """Return the level of white in a gray PNG that is not decoded yet.

    Parameters
    ----------
    image
        A gray PNG of up to 8 bits.

    Returns
    -------
    int
        1, 3, 15 or 255.
    """
    if not isinstance(image, ImageFile.ImageFile) or image.format != "PNG" or not image.tile:
        return 255
    return {"L;2": 3, "L;4": 15}.get(raw_mode(image.tile[0]), 255)
