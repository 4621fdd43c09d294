"""Responses of the studio: pixels for a canvas with a summary, and files."""

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


def summary_of(result: IndexedImage, begin: float) -> dict[str, Any]:
    """Return the palette, counts and time of a quantized image as JSON values.

    Parameters
    ----------
    result
        The quantized image.
    begin
        When the work began, of `time.perf_counter`.

    Returns
    -------
    dict
        ``palette``, ``counts`` and ``seconds``.
    """
    palette = result.palette.colors.tolist()
    return {
        "palette": palette,
        "counts": result.counts.tolist(),
        "seconds": perf_counter() - begin,
    }


def canvas_response(pixels: NDArray[np.uint8], summary: dict[str, Any]) -> Response:
    """Return pixels for a canvas.

    Parameters
    ----------
    pixels
        (h, w, 3) or (h, w, 4) uint8.
    summary
        JSON values to send along.

    Returns
    -------
    Response
        The length of the JSON (uint32, little-endian), the JSON with ``width`` and ``height``, and
        RGBA.
    """
    height, width = pixels.shape[:2]
    header = json.dumps({**summary, "width": width, "height": height}).encode()
    data = b"".join([struct.pack("<I", len(header)), header, with_opacity(pixels).tobytes()])
    return Response(data, media_type="application/octet-stream")


def file_response(data: bytes, name: str, media_type: str) -> Response:
    """Return a file to download; the header ``x-file-name`` names it.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name.
    media_type
        Its media type, such as ``"image/png"``.

    Returns
    -------
    Response
    """
    return Response(data, media_type=media_type, headers={"x-file-name": quote(name)})


def finite(number: float) -> float | None:
    """Return a number for JSON, which has no infinity.

    Parameters
    ----------
    number
        Any number.

    Returns
    -------
    float or None
        None if it is infinite or not a number.
    """
    return number if np.isfinite(number) else None
