"""Indexed images as files: one format for each ending."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant._options import MAX_COLORS
from colorquant.errors import InvalidImageError, InvalidOptionError
from colorquant.files.output import check_output, write_atomically

Indices = NDArray[np.uint8] | NDArray[np.uint16]

_MOST_INDEXED_COLORS = 256  # what a PNG's or GIF's palette can hold


@dataclass(frozen=True)
class IndexedFormat:
    """How indices (h, w) and their palette (k, 3) become a file, and what that can hold."""

    write: Callable[[BinaryIO, Indices, NDArray[np.uint8]], None]
    most_colors: int
    longest_side: int


def check_indexed_output(
    path: str | os.PathLike[str],
    color_count: int,
    *,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Make sure, before any work is done for it, that so many colours can be written to a file.

    Parameters
    ----------
    path
        The file to be written; its ending names the format, one of `INDEXED_FORMATS`.
    color_count
        How many colours it is to hold.
    inputs
        Files that it must not replace.

    Returns
    -------
    pathlib.Path
        `path`.

    Raises
    ------
    InvalidOptionError
        If the format holds fewer colours, or as `check_output`.
    """
    path = check_output(path, inputs=inputs, suffixes=INDEXED_FORMATS)
    most = _format_of(path).most_colors
    if color_count > most:
        raise InvalidOptionError(
            f"output {path} would hold {color_count:,} colours; "
            f"allowed in a {path.suffix} file are at most {most:,}"
        )
    return path


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
    InvalidOptionError
        If the colours cannot be written there; see `check_indexed_output`.
    InvalidImageError
        If the image is too wide or high for the format.
    ImageFileError
        If writing fails.
    """
    path = check_indexed_output(path, len(colors))
    form = _format_of(path)
    height, width = indices.shape
    if max(height, width) > form.longest_side:
        raise InvalidImageError(
            f"output {path} would be {width:,} x {height:,} pixels; "
            f"allowed in a {path.suffix} file are at most {form.longest_side:,} a side"
        )
    write_atomically(path, lambda stream: form.write(stream, indices, colors))


def _format_of(path: Path) -> IndexedFormat:
    return INDEXED_FORMATS[path.suffix.lower()]


def _paletted(indices: Indices, colors: NDArray[np.uint8]) -> Image.Image:
    image = Image.fromarray(np.asarray(indices, dtype=np.uint8))
    image.putpalette(colors.tobytes())
    return image


def _write_png(stream: BinaryIO, indices: Indices, colors: NDArray[np.uint8]) -> None:
    if len(colors) > _MOST_INDEXED_COLORS:  # true colour
        Image.fromarray(colors[indices]).save(stream, "PNG", optimize=True)
        return
    bits = next(bits for bits in (1, 2, 4, 8) if len(colors) <= 1 << bits)
    _paletted(indices, colors).save(stream, "PNG", bits=bits, optimize=True)


def _write_gif(stream: BinaryIO, indices: Indices, colors: NDArray[np.uint8]) -> None:
    _paletted(indices, colors).save(stream, "GIF", optimize=False)


INDEXED_FORMATS = {
    ".gif": IndexedFormat(_write_gif, _MOST_INDEXED_COLORS, longest_side=2**16 - 1),
    ".png": IndexedFormat(_write_png, MAX_COLORS, longest_side=2**31 - 1),
}
"""The format of each ending."""
