"""PNG and TIFF files of 16 bits a channel, at all 16 bits.

Pillow has no mode of 16 bits for colors: it unpacks such pixels to 8 bits by keeping the high
byte of each number. But it has unpackers for either byte order, and in the other order the high
byte is the low one. So the file is decoded twice, once for each byte, and the two are put together.
Gray with alpha has four bytes a pixel and is unpacked as if these were red, green, blue and alpha.

Separate planes of a TIFF are beyond that trick; they are taken from the file where they lie there
uncompressed. Gray alone, Pillow decodes in full.
"""

import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

from colorquant.errors import InvalidImageError
from colorquant.files.reading import reopened
from colorquant.files.tiff import BITS_PER_SAMPLE, raw_mode, with_raw_mode

_WIDTH, _HEIGHT, _SAMPLES_PER_PIXEL, _PLANAR_CONFIGURATION = 256, 257, 277, 284
_TILE_WIDTH, _EXTRA_SAMPLES = 322, 338
_SEPARATE, _PREMULTIPLIED = 2, (1,)
_CHANNELS = {"RGB": 3, "RGBA": 4, "RGBX": 3}
_OTHER_ORDER = {"B": "L", "L": "B", "N": "B" if sys.byteorder == "little" else "L"}


def read_deep(image: Image.Image, name: str) -> tuple[NDArray[np.uint16], Image.Image] | None:
    """Decode the pixels of a file that has 16 bits a channel and more than one channel.

    Parameters
    ----------
    image
        An image that may not be decoded yet; it stays so.
    name
        What a message calls it.

    Returns
    -------
    pixels : numpy.ndarray
        (h, w, 2) gray and alpha, (h, w, 3) colors or (h, w, 4) colors and alpha; uint16.
    image : PIL.Image.Image
        The same image as far as Pillow had to decode it to know its metadata.

    None for any other image, and for one that is decoded already.

    Raises
    ------
    InvalidImageError
        If the file keeps its channels apart in a way that cannot be decoded at 16 bits.
    """
    if not isinstance(image, ImageFile.ImageFile) or image.format not in ("PNG", "TIFF"):
        return None
    if not image.tile:
        return None
    if image.format == "TIFF" and _is_planar(image):
        return _read_planes(image, name)
    mode = raw_mode(image.tile[0])
    if ";16" not in mode or image.mode not in _CHANNELS:
        return None
    if mode.startswith("LA"):
        quads, decoded = _decoded(image, "RGBA")
        return _joined(quads[..., ::2], quads[..., 1::2]), decoded
    straight = mode.replace("RGBa", "RGBA")  # else Pillow divides by alpha, at 8 bits
    high, decoded = _decoded(image, straight)
    low, _ = _decoded(image, straight[:-1] + _OTHER_ORDER[straight[-1]])
    pixels = _joined(high, low)[..., : _CHANNELS[image.mode]]
    return (_divided_by_alpha(pixels) if straight != mode else pixels), decoded


def _decoded(
    image: ImageFile.ImageFile, mode: str
) -> tuple[NDArray[np.uint8], ImageFile.ImageFile]:
    """Decode the file of an image as if its pixels were laid out in another way."""
    fresh = reopened(image)
    if fresh is None:
        raise ValueError("its file is closed")
    fresh.tile = [with_raw_mode(tile, mode) for tile in fresh.tile]
    fresh.load()
    return np.asarray(fresh), fresh


def _joined(high: NDArray[np.uint8], low: NDArray[np.uint8]) -> NDArray[np.uint16]:
    return high.astype(np.uint16) << np.uint16(8) | low


def _divided_by_alpha(pixels: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Undo the multiplication of colors by alpha, rounding to the nearest."""
    alpha = pixels[..., 3:].astype(np.uint32)
    straight = (pixels[..., :3] * np.uint32(65535) + alpha // 2) // np.maximum(alpha, 1)
    return np.concatenate([np.minimum(straight, 65535), alpha], axis=-1).astype(np.uint16)


def _tags(image: ImageFile.ImageFile) -> Any:
    return image.tag_v2  # type: ignore[attr-defined]  # a TIFF has them


def _is_planar(image: ImageFile.ImageFile) -> bool:
    bits = _tags(image).get(BITS_PER_SAMPLE, ())
    return _tags(image).get(_PLANAR_CONFIGURATION) == _SEPARATE and len(bits) > 1 and 16 in bits


def _read_planes(
    image: ImageFile.ImageFile, name: str
) -> tuple[NDArray[np.uint16], ImageFile.ImageFile]:
    """Take the planes of an uncompressed TIFF from where they lie in the file."""
    fresh = reopened(image)
    compressed = any(tile[0] != "raw" for tile in image.tile)
    if fresh is None or fresh.fp is None or image.mode not in _CHANNELS or compressed:
        raise InvalidImageError(
            f"{name} holds 16-bit {image.mode} in {'compressed ' * compressed}separate planes; "
            "allowed in separate planes are uncompressed RGB and RGBA"
        )
    fresh.fp.seek(0)
    pixels = _planes(_tags(image), image.tile, fresh.fp.read())[..., : _CHANNELS[image.mode]]
    premultiplied = _tags(image).get(_EXTRA_SAMPLES) == _PREMULTIPLIED
    return (_divided_by_alpha(pixels) if premultiplied else pixels), fresh


def _planes(tags: Any, tiles: list[Any], data: bytes) -> NDArray[np.uint16]:
    """Return all channels (h, w, c) of a TIFF; its tiles are those of one plane after another."""
    number = np.dtype("<u2" if tags.prefix == b"II" else ">u2")
    row = 2 * tags.get(_TILE_WIDTH, tags[_WIDTH])
    pixels = np.zeros((tags[_HEIGHT], tags[_WIDTH], tags[_SAMPLES_PER_PIXEL]), np.uint16)
    tiles_per_plane = len(tiles) // pixels.shape[2]
    for at, (_, (left, top, right, bottom), offset, _) in enumerate(tiles):
        shape = (bottom - top, right - left)
        block = np.ndarray(shape, number, data, offset, strides=(row, 2))
        pixels[top:bottom, left:right, at // tiles_per_plane] = block
    return pixels
