"""Images that are indices into a palette already."""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import ColorQuantWarning, InvalidImageError
from colorquant.files import (
    Metadata,
    highest_gray,
    lies_sideways,
    mend_byte_order,
    orientation,
    read_deep,
    read_metadata,
    read_profile,
    reopened,
)
from colorquant.image.arrays import Pixels, normal_form
from colorquant.image.modes import Raster, alpha_of_key, raster_of_channels, raster_of_mode
from colorquant.image.profiles import check_profile, to_srgb
from colorquant.pixels import without_alpha, without_hidden


@dataclass(frozen=True, eq=False)
class Indexed:
    """The indices and the palette that an image came with.

    Attributes
    ----------
    indices : numpy.ndarray
        (h, w) uint8 index of each pixel's entry.
    entries : numpy.ndarray
        (k, 3) uint8 sRGB in the file's order, or (k, 4) with alpha if one is not opaque; an entry
        of no opacity is 0 throughout. Entries may be equal, or be of no pixel.
    """

    indices: NDArray[np.uint8]
    entries: NDArray[np.uint8]


def read_palette(image: Image.Image) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the indices and entries of a decoded image of mode P.

    An index that the palette has no entry for is black, as it is to Pillow.

    Parameters
    ----------
    image
        A decoded image of mode P.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        (h, w) uint8 indices, and (k, 4) uint8 RGBA entries.
    """
    indices = np.array(image)
    listed = np.array(image.getpalette("RGBA") or [], np.uint8).reshape(-1, 4)
    entries = np.zeros((max(len(listed), int(indices.max()) + 1), 4), np.uint8)
    entries[:, 3] = 255
    entries[: len(listed)] = listed
    _set_alpha(entries, image.info.get("transparency"))
    return indices, entries


def _set_alpha(entries: NDArray[np.uint8], transparency: Any) -> None:
    """Set the alpha of entries to that of each of the first, or of one to 0."""
    if isinstance(transparency, bytes):
        alpha = np.frombuffer(transparency, np.uint8)[: len(entries)]
        entries[: len(alpha), 3] = alpha
    elif isinstance(transparency, int) and 0 <= transparency < len(entries):
        entries[transparency, 3] = 0


_SINGLE = ("MPO", "PSD")  # further views of one photo; layers
_MOVING = ("GIF", "PNG", "WEBP", "AVIF")  # others have pages


def from_pillow(
    image: Image.Image, name: str, *, profile: str, keep_metadata: bool
) -> tuple[Pixels, Metadata, Indexed | None]:
    """Return the pixels, metadata and palette of a Pillow image; see `colorquant.image.load_image`.

    Parameters
    ----------
    image
        An image, decoded or not.
    name
        What a message calls it.
    profile
        What becomes of its ICC profile: ``"convert"``, ``"keep"`` or ``"ignore"``.
    keep_metadata
        Whether the rest of its metadata is returned.

    Returns
    -------
    tuple
        The pixels in sRGB, the metadata, and the indices and entries of an indexed image or None.
    """
    if image.width == 0 or image.height == 0:
        raise InvalidImageError(f"{name} is {image.width} x {image.height}: it has no pixels")
    sideways = lies_sideways(image)
    raster, indices, image = _decode(image, name)
    embedded = None if profile == "ignore" else read_profile(image)
    color, kept = _in_srgb(raster, embedded, name, keep=profile == "keep")
    metadata = Metadata()
    if keep_metadata:
        metadata = read_metadata(image, sideways=sideways or orientation(image) > 4)
    metadata = replace(metadata, icc_profile=kept)
    channels = color if raster.alpha is None else _with_alpha(color, raster.alpha)
    turn = orientation(image)
    if indices is None:
        return normal_form(upright(channels, turn)), metadata, None
    indexed = Indexed(np.ascontiguousarray(upright(indices, turn)), _entries(channels[0]))
    return normal_form(indexed.entries[indexed.indices]), metadata, indexed


def _decode(image: Image.Image, name: str) -> tuple[Raster, NDArray[np.uint8] | None, Image.Image]:
    """Return colors, the indices into them if they are a palette, and the decoded image."""
    deep = read_deep(image, name)
    if deep is not None:
        pixels, image = deep
        raster = raster_of_channels(pixels)
        if raster.alpha is None:
            raster = replace(
                raster, alpha=alpha_of_key(raster.color, image.info.get("transparency"))
            )
        return raster, None, image
    highest = highest_gray(image)
    mend_byte_order(image)
    image.load()
    if image.mode == "P":
        indices, entries = read_palette(image)
        return raster_of_channels(entries[np.newaxis]), indices, image
    return raster_of_mode(image, name, highest), None, image


def _in_srgb(
    raster: Raster, profile: bytes | None, name: str, *, keep: bool
) -> tuple[Pixels, bytes | None]:
    """Return the colors without alpha, and the profile that goes on with them."""
    if not keep or profile is None:
        return to_srgb(raster.color, raster.space, profile, name), None
    to_srgb(raster.color[:1, :1], raster.space, profile, name)  # or say why it is of no use
    if check_profile(profile, raster.space, name) != "RGB":
        raise InvalidImageError(
            f"{name} has a profile for {raster.space}, which no palette of red, green and blue can "
            'keep; allowed are profile="convert" and "ignore"'
        )
    return raster.color, profile


def _with_alpha(color: Pixels, alpha: Pixels) -> NDArray[Any]:
    """Return colors and alpha together; 16-bit alpha may go with colors converted at 8."""
    if color.dtype != alpha.dtype:
        color = color.astype(np.uint16) * np.uint16(257)
    return np.dstack([color, alpha])


def _entries(colors: NDArray[Any]) -> NDArray[np.uint8]:
    """Return palette entries with alpha only if one is not opaque."""
    return without_alpha(without_hidden(colors.astype(np.uint8, copy=False)).view(np.uint8))


def upright(pixels: NDArray[Any], turn: int) -> NDArray[Any]:
    """Turn pixels upright.

    Parameters
    ----------
    pixels
        (h, w, ...).
    turn
        The Exif orientation, 1 to 8.

    Returns
    -------
    numpy.ndarray
        The turned pixels.
    """
    if turn > 4:
        pixels = pixels.swapaxes(0, 1)
    if turn in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if turn in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels


def check_frames(image: Image.Image, name: str, *, first_frame: bool) -> None:
    """Warn if an image has more frames or pages than the first, or refuse it.

    Parameters
    ----------
    image
        An image that is not decoded yet. Further views of one photo (MPO) and layers (PSD) are
        not frames, and an image that stands at a later frame is meant to.
    name
        Its name in messages.
    first_frame
        Whether the first frame is taken, with a warning.

    Raises
    ------
    InvalidImageError
        If there are several frames and `first_frame` is False.
    """
    if image.tell():
        return
    frames = frame_count(image)
    if frames == 1:
        return
    if not first_frame:
        raise InvalidImageError(
            f"{name} has {frames} frames; allowed is one, or first_frame for the first alone"
        )
    warnings.warn(
        f"{name} has {frames} frames; only the first is taken", ColorQuantWarning, stacklevel=2
    )


def frame_count(image: Image.Image) -> int:
    """Count the frames or pages of an image, without leaving the one that it stands at.

    Parameters
    ----------
    image
        An image that is not decoded yet.

    Returns
    -------
    int
        1 if those after the first are damaged.
    """
    if image.format in _SINGLE:
        return 1
    if not (hasattr(type(image), "is_animated") or "is_animated" in vars(image)):
        return 1
    with suppress(Exception):
        fresh: Any = reopened(image) or image
        return int(fresh.n_frames)
    return 1


def is_moving(image: Image.Image) -> bool:
    """Return whether an image is an animation, rather than a still or pages.

    Parameters
    ----------
    image
        An image that is not decoded yet.

    Returns
    -------
    bool
    """
    return image.format in _MOVING and frame_count(image) > 1
