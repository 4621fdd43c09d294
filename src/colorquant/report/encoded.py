"""Encode images as small files for the report."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, features

from colorquant.palette import IndexedImage
from colorquant.rendering import data_uri

_LONGEST_WEBP = 2**14 - 1
_QUALITY = 90  # of 100; for scaled-down images


@dataclass(frozen=True)
class Encoded:
    """An encoded image.

    Parameters
    ----------
    data
        The file.
    media_type
        Its media type, such as ``"image/png"``.
    """

    data: bytes
    media_type: str

    @property
    def uri(self) -> str:
        """The image as a ``data:`` URI."""
        return data_uri(self.data, self.media_type)


def exact(pixels: NDArray[np.uint8]) -> Encoded:
    """Encode an image losslessly, as PNG or WebP, whichever is smaller.

    Parameters
    ----------
    pixels
        (h, w, 3) or (h, w, 4) uint8.

    Returns
    -------
    Encoded
        The smaller file.
    """
    files = [Encoded(_file(pixels, "PNG"), "image/png")]
    if _webp_holds(pixels.shape[:2]):
        data = _file(pixels, "WEBP", lossless=True, exact=True, method=2, quality=50)
        files.append(Encoded(data, "image/webp"))
    return min(files, key=lambda file: len(file.data))


def exact_indexed(indexed: IndexedImage, png: bytes | None = None) -> Encoded:
    """Encode an indexed image losslessly, as PNG or WebP, whichever is smaller.

    Parameters
    ----------
    indexed
        The image.
    png
        Its PNG, if already encoded.

    Returns
    -------
    Encoded
        The smaller file.
    """
    files = [Encoded(png or indexed.encode("png", compression="fast"), "image/png")]
    if _webp_holds(indexed.indices.shape):
        files.append(Encoded(indexed.encode("webp", compression="fast"), "image/webp"))
    return min(files, key=lambda file: len(file.data))


def lossy(pixels: NDArray[np.uint8]) -> Encoded:
    """Encode an image with little visible loss.

    Parameters
    ----------
    pixels
        (h, w, 3) or (h, w, 4) uint8.

    Returns
    -------
    Encoded
        WebP, or lossless if too large for WebP.
    """
    if not _webp_holds(pixels.shape[:2]):
        return exact(pixels)
    return Encoded(_file(pixels, "WEBP", quality=_QUALITY), "image/webp")


def within(most_bytes: int, makers: Iterable[Callable[[], Encoded]]) -> list[Encoded] | None:
    """Encode images within a size limit.

    Parameters
    ----------
    most_bytes
        Maximum total size in bytes.
    makers
        Functions that encode one image each.

    Returns
    -------
    list of Encoded or None
        None if the total is too large.
    """
    made: list[Encoded] = []
    for make in makers:
        made.append(make())
        most_bytes -= len(made[-1].data)
        if most_bytes < 0:
            return None
    return made


def _webp_holds(sides: tuple[int, ...]) -> bool:
    return max(sides) <= _LONGEST_WEBP and bool(features.check("webp"))


def _file(pixels: NDArray[np.uint8], format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, format, **options)
    return stream.getvalue()
