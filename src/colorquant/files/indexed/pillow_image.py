"""Indices and palette as an image that Pillow writes, and what Pillow makes of it."""

import io
from typing import Any

import numpy as np
from PIL import Image

from colorquant.files.indexed.indexed_format import MAX_INDEXED_COLORS, Colors, Indices


def paletted(indices: Indices, colors: Colors) -> Image.Image:
    """Return a Pillow image with a palette of up to 256 colors, without alpha.

    Parameters
    ----------
    indices
        (h, w) uint8 or uint16.
    colors
        (k, 3) or (k, 4) uint8.

    Returns
    -------
    PIL.Image.Image
        Of mode P.
    """
    image = Image.fromarray(np.asarray(indices, dtype=np.uint8))
    image.putpalette(colors[:, :3].tobytes())
    return image


def in_true_color(indices: Indices, colors: Colors) -> Image.Image:
    """Return a Pillow image without a palette, with alpha if a color is not opaque.

    Parameters
    ----------
    indices
        (h, w) uint8 or uint16.
    colors
        (k, 3) or (k, 4) uint8.

    Returns
    -------
    PIL.Image.Image
        Of mode RGB or RGBA.
    """
    opaque = colors.shape[1] == 3 or bool((colors[:, 3] == 255).all())
    return Image.fromarray((colors[:, :3] if opaque else colors)[indices])


def as_it_fits(indices: Indices, colors: Colors) -> Image.Image:
    """Return a Pillow image for a format whose palettes store up to 256 opaque colors.

    Parameters
    ----------
    indices
        (h, w) uint8 or uint16.
    colors
        (k, 3) or (k, 4) uint8.

    Returns
    -------
    PIL.Image.Image
        Of mode P, RGB or RGBA.
    """
    if len(colors) <= MAX_INDEXED_COLORS and (colors[:, 3:] == 255).all():
        return paletted(indices, colors)
    return in_true_color(indices, colors)


def file_of(image: Image.Image, format: str, **options: Any) -> bytes:
    """Encode a Pillow image.

    Parameters
    ----------
    image
        The image.
    format
        Pillow's name of the format.
    **options
        Options of the encoder; those that are None are left out.

    Returns
    -------
    bytes
        The file.
    """
    stream = io.BytesIO()
    given = {name: value for name, value in options.items() if value is not None}
    image.save(stream, format, **given)
    return stream.getvalue()
