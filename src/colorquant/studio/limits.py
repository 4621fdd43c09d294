"""How much the studio takes on: a bound, and a sentence, for each thing that could grow."""

from __future__ import annotations

from dataclasses import dataclass

from colorquant.errors import ColorQuantError


class LimitError(ColorQuantError):
    """More than the studio takes on."""


class BusyError(ColorQuantError):
    """Too much at once; later it may do."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds, for one page unless they say otherwise.

    Attributes
    ----------
    upload_bytes : int
        Of one file.
    image_pixels : int
        Of one image.
    images : int
        At a time.
    page_pixels, all_pixels : int
        Of all images of one page, and of all pages.
    pages : int
        Open at a time.
    view_pixels : int
        Of one view.
    error_pixels : int
        Of one error map, whose every pixel is measured.
    at_once, waiting : int
        Pieces of work, of all pages, that are done at a time, and that wait for their turn.
    silence : float
        Seconds without a request after which a page counts as closed.
    """

    upload_bytes: int = 256 * 2**20
    image_pixels: int = 64 * 2**20
    images: int = 24
    page_pixels: int = 128 * 2**20
    all_pixels: int = 512 * 2**20
    pages: int = 64
    view_pixels: int = 8 * 2**20
    error_pixels: int = 2**18
    at_once: int = 2
    waiting: int = 256
    silence: float = 180.0
