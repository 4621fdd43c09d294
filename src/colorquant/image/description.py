"""What an image file is, told of it before anything is done with it."""

import os
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageFile

from colorquant._validation import resolve_threads
from colorquant.counting import count
from colorquant.errors import ColorQuantWarning
from colorquant.files import (
    Metadata,
    decoding,
    name_of,
    open_image,
    raw_mode,
    read_profile,
)
from colorquant.image.pillow import frame_count, is_moving
from colorquant.image.profiles import description_of
from colorquant.image.source_image import load_image
from colorquant.pixels import Colors, largest

Alpha = Literal["none", "binary", "soft"]

_BITS = re.compile(r"(?:L|LA|P|PA|RGB|RGBA|RGBa|RGBX|I|F);(\d+)")
_BITS_OF_MODE = {"1": 1, "I": 32, "F": 32}


@dataclass(frozen=True)
class Description:
    """What an image file is.

    Attributes
    ----------
    path : str
        As given.
    format : str
        Pillow's name of the format, such as ``"PNG"``.
    width, height : int
        In pixels, upright.
    mode : str
        Pillow's mode, such as ``"RGB"`` or ``"P"``.
    bits : int
        Of a channel, or of an index, in the file.
    colors : int
        How many distinct colors the pixels have, as they are in the file: no profile is applied.
    alpha : str
        ``"none"`` if every pixel is opaque; ``"binary"`` if each is that or fully transparent;
        else ``"soft"``.
    profile : str or None
        What the embedded ICC profile calls itself, empty if that cannot be read; None without one.
    metadata : tuple of str
        What else the file tells: some of ``"Exif"``, ``"XMP"``, ``"resolution"``, ``"text"``.
    bytes : int
        Size of the file.
    frames : int
        How many frames an animation has, or pages a file.
    seconds : float or None
        How long an animation plays; None for a still or pages.
    loop : int or None
        How often an animation repeats, as the file says: 0 is forever. None if it says nothing.
    """

    path: str
    format: str
    width: int
    height: int
    mode: str
    bits: int
    colors: int
    alpha: Alpha
    profile: str | None
    metadata: tuple[str, ...]
    bytes: int
    frames: int = 1
    seconds: float | None = None
    loop: int | None = None


def describe(path: str | os.PathLike[str], *, threads: int | None = None) -> Description:
    """Return what an image file is.

    Parameters
    ----------
    path
        The file.
    threads
        How many threads count the colors; the answer does not depend on it.

    Returns
    -------
    Description

    Raises
    ------
    ImageFileError, InvalidImageError
        If the image cannot be taken.
    InvalidOptionError
        If `threads` is out of range.

    Notes
    -----
    Of several frames, the size, colors and alpha are those of the first.
    """
    threads = resolve_threads(threads)
    header = open_image(path)
    mode, bits, profile = header.mode, _bits(header), read_profile(header)
    frames = frame_count(header)
    seconds, loop = _timing(header, frames)
    with warnings.catch_warnings():  # of frames, which are told of here
        warnings.simplefilter("ignore", ColorQuantWarning)
        picture = load_image(path, profile="ignore", metadata="keep")
    counted = count(picture.pixels, threads=threads)
    return Description(
        path=os.fspath(path),
        format=str(header.format),
        width=picture.pixels.shape[1],
        height=picture.pixels.shape[0],
        mode=mode,
        bits=bits,
        colors=len(counted.colors),
        alpha=_alpha(counted.colors),
        profile=None if profile is None else description_of(profile),
        metadata=_kinds(picture.metadata),
        bytes=Path(path).stat().st_size,
        frames=frames,
        seconds=seconds,
        loop=loop,
    )


def _timing(image: Image.Image, frames: int) -> tuple[float | None, int | None]:
    """Return how long an animation plays, and how often it repeats."""
    if not is_moving(image):
        return None, None
    loop, total = image.info.get("loop"), 0.0
    with decoding(name_of(getattr(image, "filename", None) or "the image")):
        for number in range(frames):
            image.seek(number)
            image.load()  # without which a WebP does not say how long a frame is shown
            total += float(image.info.get("duration") or 0)
    return total / 1000, None if loop is None else int(loop)


def _bits(image: Image.Image) -> int:
    """Return the bits of a channel of an image that is not decoded yet."""
    tiles = image.tile if isinstance(image, ImageFile.ImageFile) else []
    told = _BITS.match(raw_mode(tiles[0]) if tiles else "") or _BITS.match(image.mode)
    return int(told[1]) if told else _BITS_OF_MODE.get(image.mode, 8)


def _alpha(colors: Colors) -> Alpha:
    if colors.shape[1] == 3:
        return "none"
    return "binary" if np.isin(colors[:, 3], (0, largest(colors))).all() else "soft"


def _kinds(metadata: Metadata) -> tuple[str, ...]:
    held = {
        "Exif": metadata.exif,
        "XMP": metadata.xmp,
        "resolution": metadata.dpi,
        "text": metadata.text,
    }
    return tuple(kind for kind, value in held.items() if value)
