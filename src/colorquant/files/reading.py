"""Opening image files."""

import io
import os
import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from colorquant.errors import ImageFileError


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
    path = Path(path)
    if path.is_dir():
        raise ImageFileError(f"{path} is a folder; an image file is needed")
    try:
        data = path.read_bytes()
        if not data:
            raise ImageFileError(f"{path} is empty (0 bytes); an image file is needed")
        with warnings.catch_warnings():
            # Pillow warns of large images and refuses huge ones; large ones are our business.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
            image.load()
            return image
    except FileNotFoundError:
        raise ImageFileError(f"{path} does not exist") from None
    except PermissionError:
        raise ImageFileError(f"{path} may not be read: permission denied") from None
    except UnidentifiedImageError:
        raise ImageFileError(f"{path} is not an image in a format that Pillow reads") from None
    except Image.DecompressionBombError:
        raise ImageFileError(
            f"{path} has more pixels than Pillow's limit of {2 * (Image.MAX_IMAGE_PIXELS or 0):,}"
        ) from None
    except ImageFileError:
        raise
    except Exception as error:  # decoders raise many kinds for damaged files
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ImageFileError(f"{path} is damaged: {reason}") from error
