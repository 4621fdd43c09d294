"""Opening image files."""

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from colorquant.errors import ColorQuantError, ImageFileError


def open_image(path: str | os.PathLike[str]) -> Image.Image:
    """Open and decode an image file.

    Parameters
    ----------
    path
        Any still image that Pillow reads.

    Returns
    -------
    PIL.Image.Image
        Its first frame decoded; the file is closed.

    Raises
    ------
    ImageFileError
        If there is no such file, or it is not an image, or it is damaged.
    """
    data = _read(Path(path))
    with decoding(os.fspath(path)):
        image = Image.open(io.BytesIO(data))
        image.load()
        return image


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Turn whatever Pillow raises while it decodes the image `name` into one kind of error.

    Its warnings are dropped: of metadata that it cannot read, which does not matter here, and of
    many pixels, which is what this library is for.

    Raises
    ------
    ImageFileError
        If Pillow raises anything.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="PIL")
            yield
    except ColorQuantError:
        raise
    except UnidentifiedImageError:
        raise ImageFileError(f"{name} is not an image in a format that Pillow reads") from None
    except Image.DecompressionBombError:
        raise ImageFileError(
            f"{name} has more pixels than Pillow's limit of {2 * (Image.MAX_IMAGE_PIXELS or 0):,}"
        ) from None
    except Exception as error:  # decoders raise many kinds for damaged images
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ImageFileError(f"{name} cannot be decoded: {reason}") from error


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ImageFileError(f"{path} does not exist") from None
    except IsADirectoryError:
        raise ImageFileError(f"{path} is a folder; an image file is needed") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or error
        raise ImageFileError(f"{str(path)!r} cannot be read: {reason}") from error
    if not data:
        raise ImageFileError(f"{path} is empty (0 bytes); an image file is needed")
    return data
