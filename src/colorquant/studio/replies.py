"""What is sent back: pictures for a canvas with what is told of them, and files."""

from __future__ import annotations

import json
import struct
from time import perf_counter
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from starlette.responses import Response

from colorquant.palette import IndexedImage
from colorquant.studio.views import with_opacity


def told_of(result: IndexedImage, begin: float) -> dict[str, Any]:
    """Return what is told of an image of few colors."""
    palette = result.palette.colors.tolist()
    return {
        "palette": palette,
        "counts": result.counts.tolist(),
        "seconds": perf_counter() - begin,
    }


def seen(pixels: NDArray[np.uint8], told: dict[str, Any]) -> Response:
    """Return a picture for a canvas: the length of what is told, that as JSON, and RGBA."""
    height, width = pixels.shape[:2]
    header = json.dumps({**told, "width": width, "height": height}).encode()
    data = b"".join([struct.pack("<I", len(header)), header, with_opacity(pixels).tobytes()])
    return Response(data, media_type="application/octet-stream")


def attachment(data: bytes, name: str, media_type: str) -> Response:
    """Return a file; the page names it as the header says."""
    return Response(data, media_type=media_type, headers={"x-file-name": quote(name)})


def finite(number: float) -> float | None:
    """Return what JSON can say; None for what is infinite."""
    return number if np.isfinite(number) else None
