"""Swatches as a PNG image: one pixel for each entry, in a row."""

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import reason_of
from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import (
    DamagedPaletteError,
    Swatches,
    make_swatches,
    without_repeats,
)
from colorquant.files.png import check_pixel_data
from colorquant.pixels import to_8_bits, without_alpha

_MAX_PIXELS = 2**24


def read_png(data: bytes) -> Swatches:
    """Read the colors of an image of any size in reading order, each once.

    Parameters
    ----------
    data
        The bytes of the file.

    Returns
    -------
    Swatches
        The colors, names and title.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="PIL")
            return without_repeats(make_swatches(_pixels(data)))
    except DamagedPaletteError:
        raise
    except Exception as error:  # decoders raise many kinds for damaged images
        raise DamagedPaletteError(f"cannot be decoded: {reason_of(error)}") from error


def _pixels(data: bytes) -> NDArray[np.uint8]:
    """Return the pixels (n, 3) or (n, 4)."""
    check_pixel_data(data)
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        if image.width * image.height > _MAX_PIXELS:
            raise DamagedPaletteError(
                f"is {image.width:,} x {image.height:,} pixels; allowed are {_MAX_PIXELS:,}"
            )
        if image.mode.startswith("I"):  # gray of 16 bits
            gray = to_8_bits(np.asarray(image).astype(np.uint16))
            return gray.reshape(-1, 1).repeat(3, axis=1)
        return np.asarray(image.convert("RGBA")).reshape(-1, 4)


def write_png(swatches: Swatches) -> bytes:
    """Write an image of true colors, with alpha if any is not opaque.

    Parameters
    ----------
    swatches
        The colors, names and title.

    Returns
    -------
    bytes
        The file.
    """
    stream = io.BytesIO()
    Image.fromarray(without_alpha(swatches.colors)[np.newaxis]).save(stream, "PNG", optimize=True)
    return stream.getvalue()


PNG = PaletteFormat("png", ".png", read_png, write_png, alpha="any")
