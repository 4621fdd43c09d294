"""Colors that an ICC profile describes, turned into sRGB by Pillow's LittleCMS.

The intent is relative colorimetric with black point compensation: colors that sRGB holds stay as
they are, white stays white and black black, and only those outside are clipped. That is what
browsers do; the perceptual intent would change all colors, and profiles of screens have none.

LittleCMS is asked at 8 bits a channel, the most that Pillow's modes hold. So colors of 16 bits are
rounded to 8 before, unless the profile is that of sRGB, which changes nothing.
"""

import io
from contextlib import suppress
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import InvalidImageError, reason_of
from colorquant.image.arrays import Pixels
from colorquant.pixels import to_8_bits

# Flags of LittleCMS, which Pillow names now so, now so. Its shortcuts are good for RGB, where they
# are within a level; through the tables that it makes of other spaces, colors go far astray.
_BLACK_POINT_COMPENSATION, _FINE_TABLES, _NO_SHORTCUTS = 0x2000, 0x0400, 0x0100
_SPACES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK", "Lab": "LAB"}
_SAME = 1  # how many levels of 255 the profile of sRGB may be off


def to_srgb(color: Pixels, space: str, profile: bytes | None, name: str) -> Pixels:
    """Convert colors to sRGB.

    Parameters
    ----------
    color
        (h, w) or (h, w, c) uint8 or uint16, without alpha.
    space
        Pillow's name of their space: L, RGB, CMYK or LAB. The latter two have 8 bits.
    profile
        What the numbers mean; without it L and RGB are sRGB already, and CMYK is taken as the
        complement of RGB.
    name
        What a message calls the image.

    Returns
    -------
    numpy.ndarray
        (h, w) or (h, w, 3), `color` itself if it is sRGB already.

    Raises
    ------
    InvalidImageError
        If the profile is damaged or is not for this space.
    """
    if profile is None:
        return _converted(color, space, None)
    check_profile(profile, space, name)
    try:
        return _converted(color, space, profile)
    except Exception as error:  # the tables of a damaged profile are looked at only now
        raise _unusable(name, error) from error


def check_profile(profile: bytes, space: str, name: str) -> str:
    """Check that an ICC profile can be used, and return its color space.

    A profile for RGB is good for gray, too: gray is where the three are equal.

    Parameters
    ----------
    profile
        The bytes of the profile.
    space
        The color space of the pixels, such as ``"RGB"`` or ``"CMYK"``.
    name
        The name of the image in messages.

    Returns
    -------
    str
        The color space that the profile is for.
    """
    try:
        its_space = _space_of(profile)
    except Exception as error:  # Pillow raises several kinds
        raise _unusable(name, error) from error
    if its_space == space or (its_space, space) == ("RGB", "L"):
        return its_space
    raise _unusable(name, f"it is for {its_space} and the image is {space}")


def description_of(profile: bytes) -> str:
    """Return the description in an ICC profile.

    Parameters
    ----------
    profile
        The bytes of the profile.

    Returns
    -------
    str
        One line; empty if it cannot be read.
    """
    with suppress(Exception):  # Pillow raises several kinds
        return " ".join(str(_opened(profile).profile.profile_description or "").split())
    return ""


def _unusable(name: str, reason: object) -> InvalidImageError:
    return InvalidImageError(
        f"{name}: its ICC profile cannot be used ({reason_of(reason)}); "
        'profile="ignore" leaves it out'
    )


def _converted(color: Pixels, space: str, profile: bytes | None) -> Pixels:
    if profile is not None and space == "L" and _space_of(profile) == "RGB":
        if _is_srgb(profile, "RGB"):
            return color
        return _converted(_in_three(color), "RGB", profile)
    if space in ("L", "RGB") and (profile is None or _is_srgb(profile, space)):
        return color
    color = to_8_bits(color)
    if space == "L" and profile is not None:
        return _ramp(profile)[color]
    if space == "CMYK" and profile is None:
        return np.array(_image_of(color, space).convert("RGB"))
    return _transformed(color, space, profile)


def _in_three(gray: Pixels) -> NDArray[Any]:
    return np.repeat(gray[..., np.newaxis], 3, axis=-1)


def _space_of(profile: bytes) -> str:
    signature = str(_opened(profile).profile.xcolor_space).strip()
    return _SPACES.get(signature, signature)


def _is_srgb(profile: bytes, space: str) -> bool:
    """Tell whether a profile for gray or RGB changes no color by more than a level."""
    return _largest_change(profile, space) <= _SAME


@lru_cache(maxsize=8)
def _largest_change(profile: bytes, space: str) -> int:
    if space == "L":
        return int(np.abs(np.arange(256) - _ramp(profile)).max())
    levels = np.arange(0, 256, 15, dtype=np.uint8)
    grid = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(1, -1, 3)
    return int(np.abs(grid.astype(np.int16) - _transformed(grid, space, profile)).max())


def _ramp(profile: bytes) -> NDArray[np.uint8]:
    """Return what each of the 256 levels of gray becomes."""
    return _transformed(np.arange(256, dtype=np.uint8)[np.newaxis], "L", profile)[0, :, 1]


def _transformed(color: NDArray[np.uint8], space: str, profile: bytes | None) -> NDArray[np.uint8]:
    from PIL import ImageCms  # most images have no profile

    shortcuts = _FINE_TABLES if space == "RGB" else _NO_SHORTCUTS
    flags: Any = _BLACK_POINT_COMPENSATION | shortcuts
    source: Any = ImageCms.createProfile("LAB") if profile is None else _opened(profile)
    transform = ImageCms.buildTransform(
        source,
        ImageCms.createProfile("sRGB"),
        space,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=flags,
    )
    return np.array(ImageCms.applyTransform(_image_of(color, space), transform))


def _opened(profile: bytes) -> Any:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(io.BytesIO(profile))


def _image_of(color: NDArray[np.uint8], space: str) -> Image.Image:
    return Image.frombytes(space, (color.shape[1], color.shape[0]), color.tobytes())
