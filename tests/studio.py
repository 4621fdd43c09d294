"""Images as the studio holds them, and what it sends of them."""

import io
import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.image import load_image
from colorquant.studio.session_image import SessionImage

Pixels = NDArray[np.uint8]


def nothing(share: float) -> None:
    """A progress that nobody looks at."""


def as_file(pixels: Pixels, format: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format)
    return file.getvalue()


def hold(pixels: Pixels, name: str = "photo.png") -> SessionImage:
    return SessionImage(name, load_image(pixels), 1234)


@dataclass(frozen=True)
class ParsedView:
    """What a view holds: what is summary, and the pixels."""

    summary: dict[str, Any]
    pixels: Pixels


def parse_view(data: bytes) -> ParsedView:
    (length,) = struct.unpack_from("<I", data)
    summary = json.loads(data[4 : 4 + length])
    pixels = np.frombuffer(data, np.uint8, offset=4 + length)
    return ParsedView(summary, pixels.reshape(summary["height"], summary["width"], 4))
