"""What the page asks for, read and checked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from starlette.requests import Request

from colorquant._validation import check_integer
from colorquant.errors import InvalidOptionError
from colorquant.files import one_line
from colorquant.quantizer import Quantizer, from_query
from colorquant.studio.limits import LimitError
from colorquant.studio.views import View

MAX_COLORS = 256
"""The number of colors that an indexed PNG or GIF holds."""

FORMATS = ("png", "gif", "webp")
"""The formats of downloads."""

_LONGEST_NAME = 200


async def body_of(request: Request, max_bytes: int, what: str) -> bytes:
    """Return the body of a request, and read no more of it than is allowed.

    Parameters
    ----------
    request
        Whose body is read.
    max_bytes
        How many bytes are allowed.
    what
        What a message calls it.

    Raises
    ------
    LimitError
        If there are more.
    """
    told = request.headers.get("content-length", "0")
    parts, size = [], int(told) if told.isdigit() else 0
    if size <= max_bytes:
        size = 0
        async for part in request.stream():
            size += len(part)
            if size > max_bytes:
                break
            parts.append(part)
    if size > max_bytes:
        raise LimitError(f"{what} has more than the {max_bytes:,} bytes allowed in the studio")
    return b"".join(parts)


def plan_of(request: Request) -> Quantizer:
    """Return what the controls ask for: all of the query but ``view``, ``layer`` and ``as``.

    Raises
    ------
    InvalidOptionError
        If an option is out of range, or the format is none of `FORMATS`.
    """
    query = {
        name: value
        for name, value in request.query_params.items()
        if name not in ("view", "layer", "as")
    }
    format = query.setdefault("format", FORMATS[0])
    if format not in FORMATS:
        raise InvalidOptionError(f"format is {format!r}; allowed are {', '.join(FORMATS)}")
    plan = from_query(query)
    check_integer("the number of colors", plan.max_colors, 1, MAX_COLORS)
    return plan


def view_of(request: Request, max_pixels: int) -> View:
    """Return what is looked at, in at most so many pixels."""
    return View.of_text(request.query_params.get("view", ""), max_pixels=max_pixels)


def name_of_file(request: Request) -> str:
    """Return what the file is called: its last part, in one line."""
    name = one_line(request.query_params.get("name", "")).replace("\\", "/").rpartition("/")[2]
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidOptionError(
            f"the file's name has {len(name):,} letters; allowed are 1 to {_LONGEST_NAME}"
        )
    return name


async def mask_of(request: Request, max_pixels: int) -> NDArray[np.uint8]:
    """Return a mask that is sent as one byte for each pixel, of the size that the query says.

    Raises
    ------
    InvalidOptionError
        If it is not of that size.
    LimitError
        If it has too many pixels.
    """
    told = [request.query_params.get(name, "") for name in ("width", "height")]
    if not all(each.isdigit() and 1 <= int(each) <= 65_535 for each in told):
        raise InvalidOptionError(f"the mask's size is {' x '.join(told)!r}; needed are two numbers")
    width, height = map(int, told)
    data = await body_of(request, max_pixels, "the mask")
    if len(data) != width * height:
        raise InvalidOptionError(
            f"the mask has {len(data):,} bytes; needed are {width * height:,}, one for each pixel"
        )
    return np.frombuffer(data, np.uint8).reshape(height, width)
