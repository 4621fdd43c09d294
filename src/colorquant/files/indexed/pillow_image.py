"""Indices and palette as an image that Pillow writes, and what Pillow makes of it."""

import io
from typing import Any

import numpy as np
from PIL import Image

from colorquant.files.indexed.indexed_format import MAX_INDEXED_COLORS, Colors, Indices


def paletted(indices: Indices, colors: Colors) -> Image.Image:
    """Return an image with a palette of up to 256 colors, without their alpha."""
    image = Image.fromarray(np.asarray(indices, dtype=np.uint8))
    image.putpalette(colors[:, :3].tobytes())
    return image


def in_true_color(indices: Indices, colors: Colors) -> Image.Image:
    """Return an image without a palette, with alpha where a color is not opaque."""
    opaque = colors.shape[1] == 3 or bool((colors[:, 3] == 255).all())
    return Image.fromarray((colors[:, :3] if opaque else colors)[indices])


def as_it_fits(indices: Indices, colors: Colors) -> Image.Image:
    """Return an image for a format whose palettes hold up to 256 opaque colors."""
    if len(colors) <= MAX_INDEXED_COLORS and (colors[:, 3:] == 255).all():
        return paletted(indices, colors)
    return in_true_color(indices, colors)


def file_of(image: Image.Image, format: str, **options: Any) -> bytes:
    """Return what Pillow writes, options that are None left out."""
    stream = io.BytesIO()
    given = {name: value for name, value in options.items() if value is not None}
    image.save(stream, format, **given)
    return stream.getvalue()
