"""Whatever a user has, turned into the one form that every stage takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import InvalidImageError, InvalidOptionError
from colorquant.files import Metadata, decoding, name_of, open_image, reopened
from colorquant.image.arrays import Pixels, from_array, normal_form
from colorquant.image.pillow import (
    Indexed,
    check_frames,
    frame_count,
    from_pillow,
    is_moving,
)
from colorquant.pixels import largest, to_8_bits

Profile = Literal["convert", "keep", "ignore"]
MetadataOption = Literal["strip", "keep"]

PROFILES: tuple[Profile, ...] = get_args(Profile)
METADATA_OPTIONS: tuple[MetadataOption, ...] = get_args(MetadataOption)


@dataclass(frozen=True, eq=False)
class SourceImage:
    """The one form that every kind of image is turned into.

    Attributes
    ----------
    pixels : numpy.ndarray
        (h, w) gray, (h, w, 3) colors or (h, w, 4) colors and straight alpha; sRGB unless the
        metadata holds a profile; C-contiguous. uint16 if 8 bits would lose something, else
        uint8. Alpha is there only if a pixel is not opaque, and pixels of no opacity are 0.
    metadata : Metadata
        What goes with the pixels into a file.
    indexed : Indexed or None
        The indices and palette that the image came with, if it had any.
    """

    pixels: Pixels
    metadata: Metadata = field(default_factory=Metadata)
    indexed: Indexed | None = None

    @property
    def is_clear(self) -> NDArray[np.bool_]:
        """(h, w) bool, which pixels are fully transparent."""
        if self.pixels.ndim == 2 or self.pixels.shape[2] == 3:
            return np.zeros(self.pixels.shape[:2], bool)
        clear: NDArray[np.bool_] = self.pixels[..., 3] == 0
        return clear

    def with_binary_alpha(self) -> SourceImage:
        """Make every pixel fully transparent or opaque, as a GIF needs it.

        Pixels of less than half opacity become transparent, the others opaque.

        Returns
        -------
        SourceImage
            The same image if it already is so.
        """
        if self.pixels.ndim == 2 or self.pixels.shape[2] == 3:
            return self
        pixels = self.pixels.copy()
        pixels[..., 3] = np.where(to_8_bits(pixels[..., 3]) < 128, 0, largest(pixels))
        if np.array_equal(pixels, self.pixels):
            return self
        return replace(self, pixels=normal_form(pixels), indexed=None)


ImageLike: TypeAlias = (
    str | os.PathLike[str] | BinaryIO | Image.Image | NDArray[np.generic] | SourceImage
)


def load_image(
    source: ImageLike,
    *,
    profile: Profile = "convert",
    metadata: MetadataOption = "strip",
    first_frame: bool = True,
) -> SourceImage:
    """Turn whatever holds an image into the one form.

    Parameters
    ----------
    source
        A path; a file object open for reading bytes, which is read from where it stands to its
        end; a Pillow image; or an array in sRGB of shape (h, w), (h, w, 1), (h, w, 2), (h, w, 3)
        or (h, w, 4), alpha last of 2 or 4 channels, bool, uint8, uint16 or of floats from 0 to 1,
        in any memory layout. A `SourceImage` is returned as it is.
    profile
        What becomes of an embedded ICC profile: ``"convert"`` converts the colors to sRGB,
        ``"keep"`` leaves them and keeps the profile, ``"ignore"`` leaves them and drops it.
    metadata
        Whether to ``"keep"`` or to ``"strip"`` all else that a file tells: Exif, XMP, pixels per
        inch, texts.
    first_frame
        Whether the first of several frames or pages is taken, with a warning; if not, they are an
        error. A Pillow image that stands at a later frame is always taken.

    Returns
    -------
    SourceImage
        Upright. The pixels of an array that has the form already are that array, not a copy.

    Raises
    ------
    ImageFileError
        If a file cannot be read, or an image not be decoded, or a file has more pixels than
        twice ``PIL.Image.MAX_IMAGE_PIXELS``.
    InvalidImageError
        If the image has no pixels, or is of a kind that is not supported, or its profile is
        damaged; or it has several frames and `first_frame` is False.
    InvalidOptionError
        If an option is none of those above.

    Warns
    -----
    ColorQuantWarning
        If the image has several frames; the first is taken, or the one that a Pillow image
        stands at.

    Examples
    --------
    >>> import numpy as np
    >>> from colorquant.image import load_image
    >>> load_image(np.array([[0.0, 0.5, 1.0]])).pixels
    array([[    0, 32768, 65535]], dtype=uint16)
    """
    _check("profile", profile, PROFILES)
    _check("metadata", metadata, METADATA_OPTIONS)
    if isinstance(source, SourceImage):
        return source
    if isinstance(source, np.ndarray):
        return SourceImage(from_array(source))
    image, name = _opened(source)
    with decoding(name):  # Pillow has read no more than its header yet
        check_frames(image, name, first_frame=first_frame)
        keep = metadata == "keep"
        return SourceImage(*from_pillow(image, name, profile=profile, keep_metadata=keep))


def load_frames(source: ImageLike, *, profile: Profile = "convert") -> Iterator[SourceImage]:
    """Iterate over the frames of an animation (GIF, APNG, WebP or AVIF), as they are shown.

    Parameters
    ----------
    source
        An image, as `load_image` takes it. A still has one frame; of a file of pages, such as a
        TIFF, and of a Pillow image, the one that `load_image` returns is taken.
    profile
        See `load_image`.

    Yields
    ------
    SourceImage
        Each frame, with the frames before it that show through.

    Raises
    ------
    ImageFileError, InvalidImageError, InvalidOptionError
        As for `load_image`.
    """
    if isinstance(source, SourceImage | np.ndarray | Image.Image):
        yield load_image(source, profile=profile)
        return
    _check("profile", profile, PROFILES)
    image, name = _opened(source)
    with decoding(name):
        numbers = range(frame_count(image)) if is_moving(image) else None
    if numbers is None:
        check_frames(image, name, first_frame=True)
    for number in numbers or (0,):
        with decoding(name):
            if numbers is not None:
                image.seek(number)
            frame = SourceImage(*from_pillow(image, name, profile=profile, keep_metadata=False))
        yield frame


def as_image(source: ImageLike) -> Pixels:
    """Return the pixels of an image in sRGB; see `load_image`.

    Parameters
    ----------
    source
        An image, as `load_image` takes it.

    Returns
    -------
    numpy.ndarray
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.
    """
    return load_image(source).pixels


def _opened(source: Any) -> tuple[Image.Image, str]:
    if isinstance(source, Image.Image):  # the user's own is left as it is: not decoded
        return reopened(source) or source, "the image"
    if isinstance(source, str | os.PathLike) or hasattr(source, "read"):
        return open_image(source), name_of(source)
    raise InvalidImageError(
        f"an image is needed; got {type(source).__name__}; "
        "allowed are a path, a file object, a Pillow image or a NumPy array"
    )


def _check(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InvalidOptionError(f"{name} is {value!r}; allowed are {', '.join(allowed)}")
