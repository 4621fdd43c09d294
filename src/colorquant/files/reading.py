"""A file in memory that has a name."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from PIL import Image, ImageFile, UnidentifiedImageError

from colorquant.errors import (
    ColorQuantError,
    ColorQuantWarning,
    ImageFileError,
    InvalidImageError,
    reason_of,
)
from colorquant.files.png import check_pixel_data


class NamedBytes(io.BytesIO):
    """Bytes in memory that messages call by the name of where they come from or go to.

    Parameters
    ----------
    name
        What messages call it.
    data
        What it begins with.
    """

    def __init__(self, name: str, data: bytes = b"") -> None:
        super().__init__(data)
        self.name = name


FileLike: TypeAlias = str | os.PathLike[str] | BinaryIO


def open_image(source: FileLike) -> ImageFile.ImageFile:
    """Open an image file that Pillow reads.

    Parameters
    ----------
    source
        A path, or a file object open for reading bytes. A file object is read from where it
        stands to its end; it need not be able to seek, and it stays open.

    Returns
    -------
    PIL.ImageFile.ImageFile
        At its first frame, the pixels not decoded yet. The file is in memory.

    Raises
    ------
    ImageFileError
        If there is no such file, or it cannot be read, or it is not an image.
    InvalidImageError
        If a file object gives anything but bytes.
    """
    data = read_bytes(Path(source)) if isinstance(source, str | os.PathLike) else _read_all(source)
    with decoding(name_of(source)):
        check_pixel_data(data)
        return Image.open(io.BytesIO(data))


def read_bytes(path: Path, *, needed: str = "an image file", max_bytes: int | None = None) -> bytes:
    """Read a whole file.

    Parameters
    ----------
    path
        The file.
    needed
        What a message says it should have been.
    max_bytes
        How many bytes it may hold; no more are read.

    Returns
    -------
    bytes

    Raises
    ------
    ImageFileError
        If there is no such file, or it cannot be read, or it is empty or too long.
    """
    with opened(path, needed=needed) as stream:
        data = stream.read() if max_bytes is None else stream.read(max_bytes + 1)
    if not data:
        raise ImageFileError(f"{path} is empty (0 bytes); {needed} is needed")
    if max_bytes is not None and len(data) > max_bytes:
        raise ImageFileError(f"{path} holds more than the {max_bytes:,} bytes allowed in {needed}")
    return data


@contextmanager
def opened(path: Path, *, needed: str = "an image file") -> Iterator[BinaryIO]:
    """Open a file for reading bytes; errors of the system name the file.

    Parameters
    ----------
    path
        The file.
    needed
        What a message says it should have been.

    Yields
    ------
    file object
        Open for reading bytes.

    Raises
    ------
    ImageFileError
        If there is no such file, or it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            yield stream
    except ColorQuantError:
        raise
    except FileNotFoundError:
        raise ImageFileError(f"{path} does not exist") from None
    except IsADirectoryError:
        raise ImageFileError(f"{path} is a folder; {needed} is needed") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or error
        raise ImageFileError(f"{str(path)!r} cannot be read: {reason}") from error


def reopened(image: Image.Image) -> ImageFile.ImageFile | None:
    """Open the file of an image again, at the same frame.

    Decoding the one does not change the other.

    Parameters
    ----------
    image
        An image that Pillow opened from a file.

    Returns
    -------
    PIL.ImageFile.ImageFile or None
        None if Pillow has let go of the file, as it does when it has decoded a still image.
    """
    stream = getattr(image, "fp", None)
    if stream is None or stream.closed:
        return None
    stands = stream.tell()
    stream.seek(0)
    try:
        fresh = Image.open(io.BytesIO(stream.read()))
    finally:
        stream.seek(stands)
    if image.tell():
        fresh.seek(image.tell())
    return fresh


def name_of(source: FileLike) -> str:
    """Return the name of a file for messages: its path, if it has one.

    Parameters
    ----------
    source
        A path or a file object.

    Returns
    -------
    str
    """
    if isinstance(source, str | os.PathLike):
        return os.fspath(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) and name else "the file object"


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Turn whatever Pillow raises while it decodes the image `name` into one kind of error.

    Its warnings are dropped: of metadata that it cannot read, which does not matter here, and of
    many pixels, which is what this library is for.

    Parameters
    ----------
    name
        The name of the image in messages.

    Yields
    ------
    None

    Raises
    ------
    ImageFileError
        If Pillow raises anything.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="PIL")
            yield
    except (ColorQuantError, ColorQuantWarning):
        raise
    except UnidentifiedImageError:
        raise ImageFileError(f"{name} is not an image in a format that Pillow reads") from None
    except Image.DecompressionBombError:
        raise ImageFileError(
            f"{name} has more pixels than Pillow's limit of {2 * (Image.MAX_IMAGE_PIXELS or 0):,}"
        ) from None
    except Exception as error:  # decoders raise many kinds for damaged images
        raise ImageFileError(f"{name} cannot be decoded: {reason_of(error)}") from error


def _read_all(stream: BinaryIO) -> bytes:
    name = name_of(stream)
    try:
        data = b"" if isinstance(stream, io.TextIOBase) else stream.read()
    except Exception as error:  # a stream may come from anywhere: an archive, a socket
        raise ImageFileError(f"{name} cannot be read: {reason_of(error)}") from error
    if isinstance(stream, io.TextIOBase) or not isinstance(data, bytes | bytearray | memoryview):
        got = "text" if isinstance(data, bytes | str) else type(data).__name__
        raise InvalidImageError(
            f"{name} gives {got}; allowed are file objects that give bytes, as open(path, 'rb')"
        )
    if not data:
        raise ImageFileError(f"{name} holds 0 bytes from where it stands; an image file is needed")
    return bytes(data)
