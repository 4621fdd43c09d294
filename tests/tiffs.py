"""TIFF files of 16 bits a channel in compressions that Pillow writes, but not of such pixels."""

import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WIDTH, BITS_PER_SAMPLE = 256, 258


def compressed_tiff(pixels: NDArray[np.uint16], compression: str) -> bytes:
    """Return a TIFF of (h, w, 3) RGB or (h, w, 4) RGBA pixels.

    Pillow writes the bytes as an 8-bit image of twice the width, which the compression does not
    mind, and then the directory is told what they are.
    """
    height, width, channels = pixels.shape
    stream = io.BytesIO()
    halves = pixels.astype("<u2").view(np.uint8).reshape(height, 2 * width, channels)
    Image.fromarray(halves).save(stream, "TIFF", compression=compression)
    return retagged(stream.getvalue(), {WIDTH: width, BITS_PER_SAMPLE: 16})


def retagged(data: bytes, values: dict[int, int]) -> bytes:
    """Return a little-endian TIFF in whose directory some tags have other numbers."""
    changed = bytearray(data)
    [start] = struct.unpack_from("<I", data, 4)
    [count] = struct.unpack_from("<H", data, start)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        [tag] = struct.unpack_from("<H", data, entry)
        if tag in values:
            struct.pack_into("<HII", changed, entry + 2, 4, 1, values[tag])
    return bytes(changed)
