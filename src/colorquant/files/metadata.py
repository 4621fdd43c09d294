"""What a file tells of an image beside its pixels."""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

_ORIENTATION, _XMP = 0x0112, 700
# Of the tags of a TIFF, what tells of the picture and not of how the file keeps it: description,
# maker, model, software, date, artist, host, copyright; then the two directories of a camera.
_TELLING = (270, 271, 272, 305, 306, 315, 316, 33432)
_DIRECTORIES = (0x8769, 0x8825)
_NO_TEXT = re.compile("XML:com.adobe.xmp|Raw profile type .*")  # kept as what it is, or nothing
_XMP_ORIENTATION = re.compile(
    rb"""\s*tiff:Orientation=(["'])\d\1|<tiff:Orientation>\d</tiff:Orientation>"""
)
_HIGHEST_DPI = 1e6


@dataclass(frozen=True)
class Metadata:
    """What goes with the pixels of an image; nothing unless given.

    Parameters
    ----------
    icc_profile
        The ICC profile that says what the numbers of the pixels mean; without one, sRGB.
    exif
        An Exif block without an orientation, for the pixels are upright.
    xmp
        An XMP packet, UTF-8.
    dpi
        Pixels per inch, horizontal and vertical.
    text
        Texts by their keyword, as in a PNG. The comment of a GIF or JPEG is ``"Comment"``.
    """

    icc_profile: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    dpi: tuple[float, float] | None = None
    text: Mapping[str, str] = field(default_factory=dict, hash=False)


def read_metadata(image: Image.Image, *, sideways: bool = False) -> Metadata:
    """Read the metadata of a decoded image, without its profile.

    Parameters
    ----------
    image
        A decoded image.
    sideways
        Whether it lay on its side in the file, so that its width there is its height upright.

    Returns
    -------
    Metadata
        What could be read; damaged parts are left out.
    """
    dpi = _dpi(image)
    return Metadata(
        exif=_exif(image),
        xmp=_xmp(image),
        dpi=dpi and (dpi[1], dpi[0]) if sideways else dpi,
        text=_text(image),
    )


def read_profile(image: Image.Image) -> bytes | None:
    """Return the ICC profile of an image.

    Parameters
    ----------
    image
        An image, decoded or not.

    Returns
    -------
    bytes or None
        None if it has none.
    """
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) and profile else None


def orientation(image: Image.Image) -> int:
    """Return the Exif orientation of a decoded image.

    Parameters
    ----------
    image
        A decoded image.

    Returns
    -------
    int
        1 to 8; 1 if the image is upright.
    """
    with suppress(Exception):  # whatever damaged metadata makes Pillow raise
        value = image.getexif().get(_ORIENTATION, 1)
        if value in range(2, 9):
            return int(value)
    return 1


def _exif(image: Image.Image) -> bytes | None:
    with suppress(Exception):
        exif = image.getexif()
        if image.format == "TIFF":
            return _bytes_of(_telling_tags(exif))
        raw = image.info.get("exif")
        if _ORIENTATION not in exif:
            return raw if isinstance(raw, bytes) and raw else _bytes_of(exif)
        upright = Image.Exif()
        upright.load(exif.tobytes())  # a copy: the image's own is not to change
        del upright[_ORIENTATION]
        return _bytes_of(upright)
    return None


def _telling_tags(tags: Image.Exif) -> Image.Exif:
    telling = Image.Exif()
    for tag in _TELLING:
        if tag in tags:
            telling[tag] = tags[tag]
    for directory in _DIRECTORIES:
        if entries := tags.get_ifd(directory):
            telling[directory] = dict(entries)
    return telling


def _bytes_of(exif: Image.Exif) -> bytes | None:
    return exif.tobytes() if len(exif) else None


def _xmp(image: Image.Image) -> bytes | None:
    with suppress(Exception):
        tags = getattr(image, "tag_v2", {})
        places = (image.info.get("xmp"), image.info.get("XML:com.adobe.xmp"), tags.get(_XMP))
        packet: Any = next((place for place in places if place), b"")
        packet = packet.encode() if isinstance(packet, str) else bytes(packet)
        packet = _XMP_ORIENTATION.sub(b"", packet.strip(b"\0"))
        packet.decode("utf-8")
        return packet or None
    return None


def _dpi(image: Image.Image) -> tuple[float, float] | None:
    with suppress(Exception):
        told = image.info["dpi"]
        horizontal, vertical = map(float, told if isinstance(told, tuple) else ())
        # 1 is what Pillow says of a TIFF that does not say
        if all(math.isfinite(n) and 1 < n < _HIGHEST_DPI for n in (horizontal, vertical)):
            return horizontal, vertical
    return None


def _text(image: Image.Image) -> dict[str, str]:
    texts: dict[str, str] = {}
    with suppress(Exception):
        for keyword, value in dict(getattr(image, "text", {})).items():
            if _is_keyword(keyword) and not _NO_TEXT.fullmatch(keyword):
                texts[keyword] = str(value).replace("\0", "")
    comment = image.info.get("comment")
    if isinstance(comment, bytes) and comment:
        texts.setdefault("Comment", _decoded(comment))
    return texts


def _is_keyword(keyword: str) -> bool:
    """Tell whether a PNG can hold a text of this name."""
    with suppress(UnicodeEncodeError):
        return 1 <= len(keyword.encode("latin-1")) <= 79
    return False


def _decoded(comment: bytes) -> str:
    comment = comment.rstrip(b"\0").replace(b"\0", b"")
    try:
        return comment.decode("utf-8")
    except UnicodeDecodeError:
        return comment.decode("latin-1")
