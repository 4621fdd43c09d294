"""Indexed images as files: one writer for each ending."""

import os
from collections.abc import Callable
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import ImageFileError
from colorquant.files.output import check_output, write_atomically

Indices = NDArray[np.uint8] | NDArray[np.uint16]
_Writer = Callable[[BinaryIO, Indices, NDArray[np.uint8]], None]

MOST_FILE_COLORS = 256  # what a PNG's or GIF's palette can hold
_MOST_GIF_SIDE = 65_535  # GIF stores width and height in 16 bits


def _paletted(indices: Indices, colors: NDArray[np.uint8]) -> Image.Image:
    image = Image.fromarray(np.asarray(indices, dtype=np.uint8))
    image.putpalette(colors.tobytes())
    return image


def _write_png(stream: BinaryIO, indices: Indices, colors: NDArray[np.uint8]) -> None:
    if len(colors) > MOST_FILE_COLORS:  # more than a PNG palette holds: true colour
        Image.fromarray(colors[indices]).save(stream, "PNG", optimize=True)
        return
    bits = next(bits for bits in (1, 2, 4, 8) if len(colors) <= 1 << bits)
    _paletted(indices, colors).save(stream, "PNG", bits=bits, optimize=True)


def _write_gif(stream: BinaryIO, indices: Indices, colors: NDArray[np.uint8]) -> None:
    if len(colors) > MOST_FILE_COLORS:
        raise ImageFileError(
            f"a GIF holds at most {MOST_FILE_COLORS} colours; got {len(colors):,}; "
            "reduce to fewer or write a .png"
        )
    if max(indices.shape) > _MOST_GIF_SIDE:
        height, width = indices.shape
        raise ImageFileError(
            f"a GIF is at most {_MOST_GIF_SIDE:,} pixels wide and high; got {width:,} x {height:,}"
        )
    _paletted(indices, colors).save(stream, "GIF", optimize=False)


INDEXED_WRITERS: dict[str, _Writer] = {
    ".gif": _write_gif,
    ".png": _write_png,
}


def save_indexed(path: str | os.PathLike[str], indices: Indices, colors: NDArray[np.uint8]) -> None:
    """Write indices and their palette as an image file.

    Parameters
    ----------
    path
        The file; its ending names the format, ``.png`` or ``.gif``. A PNG has the smallest bit
        depth that fits, and is a true-colour PNG above 256 colours.
    indices
        (h, w) palette index per pixel.
    colors
        (k, 3) sRGB palette entries.

    Raises
    ------
    ImageFileError
        If the ending is unknown, the format cannot hold the image, or writing fails.
    """
    path = check_output(path, suffixes=INDEXED_WRITERS)
    write = INDEXED_WRITERS[path.suffix.lower()]
    write_atomically(path, lambda stream: write(stream, indices, colors))
