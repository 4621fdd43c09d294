"""What leaves the studio: images, palette files and masks, as bytes."""

from __future__ import annotations

import io
from pathlib import PurePath

import numpy as np
from PIL import Image

from colorquant.errors import InvalidOptionError
from colorquant.files import PALETTE_FORMATS, Swatches, encode_palette, one_line
from colorquant.palette import Palette
from colorquant.pixels import with_alpha
from colorquant.studio.session_image import SessionImage

PALETTE_SUFFIXES = tuple(dict.fromkeys(each.suffix.removeprefix(".") for each in PALETTE_FORMATS))
"""The endings of palette files, without the dot."""


def name_for(name: str, suffix: str) -> str:
    """Return what a file made from the image file `name` is called: as the command line does."""
    return f"{PurePath(name).stem or 'image'}-cq.{suffix}"


def mask_name(name: str) -> str:
    """Return what the mask of the image file `name` is called."""
    return f"{PurePath(name).stem or 'image'}-mask.png"


def palette_file(palette: Palette, name: str, suffix: str) -> bytes:
    """Return a palette file of the image file `name`.

    Raises
    ------
    InvalidOptionError
        If there is no format of that ending, or it cannot hold the colors.
    """
    if suffix not in PALETTE_SUFFIXES:
        raise InvalidOptionError(
            f"the palette's format is {suffix!r}; allowed are {', '.join(PALETTE_SUFFIXES)}"
        )
    path = name_for(name, suffix)
    colors = with_alpha(palette.colors).view(np.uint8)
    return encode_palette(path, Swatches(colors, palette.names, one_line(PurePath(path).stem)))


def mask_file(image: SessionImage) -> bytes:
    """Return the mask of weights as a PNG of the image's size.

    Raises
    ------
    InvalidOptionError
        If none is painted.
    """
    if image.mask is None:
        raise InvalidOptionError("no mask is painted; paint one first")
    file = io.BytesIO()
    Image.fromarray(image.mask).save(file, "PNG")
    return file.getvalue()
