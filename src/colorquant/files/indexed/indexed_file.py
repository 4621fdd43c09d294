"""Indexed image files of any format: check, encode, write."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from colorquant.errors import ColorQuantWarning, InvalidImageError, InvalidOptionError
from colorquant.files.indexed.bmp import BMP
from colorquant.files.indexed.gif import GIF
from colorquant.files.indexed.indexed_format import (
    COMPRESSIONS,
    Colors,
    Compression,
    IndexedFormat,
    Indices,
)
from colorquant.files.indexed.png import PNG
from colorquant.files.indexed.tiff import TIFF
from colorquant.files.indexed.webp import WEBP
from colorquant.files.metadata import Metadata
from colorquant.files.output import check_output, write_atomically, write_to_stream
from colorquant.files.reading import name_of

INDEXED_FORMATS: dict[str, IndexedFormat] = {
    ".bmp": BMP,
    ".gif": GIF,
    ".png": PNG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".webp": WEBP,
}
"""The format of each ending."""


_DEFAULT: Compression = "small"


def check_indexed_output(
    path: str | os.PathLike[str],
    color_count: int,
    *,
    compression: Compression | None = None,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Make sure, before any work is done for it, that so many colors can be written to a file.

    Parameters
    ----------
    path
        The file to be written; its ending names the format, one of `INDEXED_FORMATS`.
    color_count
        How many colors it is to hold.
    compression
        How hard its pixels are to be compressed, see `encode_indexed`.
    inputs
        Files that it must not replace.

    Returns
    -------
    pathlib.Path
        `path`.

    Raises
    ------
    InvalidOptionError
        If the format holds fewer colors or has no such compression, what that needs is not
        installed, or as `check_output`.
    """
    path = check_output(path, inputs=inputs, suffixes=INDEXED_FORMATS)
    _check_options(f"output {path}", path.suffix, color_count, compression)
    return path


def alpha_levels(path: str | os.PathLike[str]) -> int:
    """Return the number of opacity levels that an image format can store.

    Parameters
    ----------
    path
        Its ending names the format, one of `INDEXED_FORMATS`.

    Returns
    -------
    int
        1, 2 or 256.
    """
    return INDEXED_FORMATS[Path(path).suffix.lower()].alpha_levels


def encode_indexed(
    format: str,
    indices: Indices,
    colors: Colors,
    metadata: Metadata | None = None,
    *,
    compression: Compression | None = None,
) -> bytes:
    """Return the bytes of an image file of indices and their palette.

    The same input gives the same bytes.

    Parameters
    ----------
    format
        ``"bmp"``, ``"gif"``, ``"png"``, ``"tif"``, ``"tiff"`` or ``"webp"``.
    indices
        (h, w) palette index per pixel.
    colors
        (k, 3) sRGB palette entries, or (k, 4) with alpha. PNG, GIF, TIFF and BMP keep them all
        and their order. A PNG has the smallest bit depth that fits. What a palette does not hold
        there, more than 256 colors, or alpha in a TIFF, is written in true color. A GIF knows
        one color without opacity: entries of an alpha below 128 become the first of them, and
        the others opaque. WebP is lossless and makes a palette of its own.
    metadata
        What is written beside the pixels.
    compression
        Of PNG and WebP: ``"fast"``, ``"small"`` or ``"smallest"``; None is ``"small"``.

    Returns
    -------
    bytes

    Raises
    ------
    InvalidOptionError
        If there is no such format or compression, it holds fewer colors, what it needs is not
        installed, or the colors need a profile that it does not hold.
    InvalidImageError
        If the image is too wide or high for the format, or has alpha that it cannot show.

    Warns
    -----
    ColorQuantWarning
        If something is left out that the format does not hold.
    """
    suffix = _suffix_of(format)
    _check_options(f"format {format}", suffix, len(colors), compression)
    return _encoded(f"format {format}", suffix, indices, colors, metadata, compression)


def size_of_indexed(
    format: str, indices: Indices, colors: Colors, metadata: Metadata | None = None
) -> int:
    """Return the size of an encoded image, without warnings.

    Parameters
    ----------
    format
        The name of a format, such as ``"png"``.
    indices, colors, metadata
        As for `encode_indexed`.

    Returns
    -------
    int
        The number of bytes.

    Raises
    ------
    InvalidOptionError, InvalidImageError
        As `encode_indexed`.
    """
    suffix, metadata = _suffix_of(format), metadata or Metadata()
    _check_options(f"format {format}", suffix, len(colors), None)
    form = _able_format(f"format {format}", suffix, indices, colors, metadata)
    return len(form.encode(indices, colors, metadata, _DEFAULT))


def save_indexed(
    target: str | os.PathLike[str] | BinaryIO,
    indices: Indices,
    colors: Colors,
    metadata: Metadata | None = None,
    *,
    format: str | None = None,
    compression: Compression | None = None,
    preserve: str | os.PathLike[str] | None = None,
    overwrite: bool = True,
) -> None:
    """Write indices and their palette as an image file.

    Parameters
    ----------
    target
        The file, whose ending names the format; or a file object open for writing bytes, which
        stays open.
    indices, colors, metadata
        As for `encode_indexed`.
    format
        The format of a file object; None is ``"png"``. For a path it is the ending, unless there is
        none, as in ``/dev/stdout``.
    compression
        As for `encode_indexed`.
    preserve
        A file whose permissions and times the new one gets, such as the input.
    overwrite
        Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

    Raises
    ------
    InvalidOptionError, InvalidImageError
        As `check_indexed_output` and `encode_indexed`, or if a file object is to have the times
        of a file.
    ImageFileError
        If writing fails.

    Warns
    -----
    ColorQuantWarning
        If something is left out that the format does not hold.
    """
    if isinstance(target, str | os.PathLike):
        path, suffix = _named(target, format)
        name = f"output {path}"
        _check_options(name, suffix, len(colors), compression)
        data = _encoded(name, suffix, indices, colors, metadata, compression)
        write_atomically(
            path, lambda stream: stream.write(data), preserve=preserve, overwrite=overwrite
        )
        return
    if not hasattr(target, "write"):
        got = type(target).__name__
        raise InvalidOptionError(f"output is {got}; allowed is a path or a file object")
    if preserve is not None:
        raise InvalidOptionError(f"a file object cannot have the times of {preserve}; a path can")
    name, suffix = name_of(target), _suffix_of(format or "png")
    _check_options(name, suffix, len(colors), compression)
    write_to_stream(target, _encoded(name, suffix, indices, colors, metadata, compression))


def _named(target: str | os.PathLike[str], format: str | None) -> tuple[Path, str]:
    """Return a path that can be written, and the ending that it has or should have."""
    if format is None:
        path = check_output(target, suffixes=INDEXED_FORMATS)
        return path, path.suffix
    path, suffix = check_output(target), _suffix_of(format)
    if path.suffix.lower() not in ("", suffix):
        raise InvalidOptionError(
            f"format is {format!r} and output {path} ends in {path.suffix!r}; "
            "allowed is one of them"
        )
    return path, suffix


def _suffix_of(format: object) -> str:
    suffix = f".{format}".lower()
    if suffix not in INDEXED_FORMATS:
        allowed = ", ".join(each.removeprefix(".") for each in INDEXED_FORMATS)
        raise InvalidOptionError(f"format is {format!r}; allowed are {allowed}")
    return suffix


def _check_options(
    name: str, suffix: str, color_count: int, compression: Compression | None
) -> None:
    form = INDEXED_FORMATS[suffix.lower()]
    if color_count > form.max_colors:
        raise InvalidOptionError(
            f"{name} would hold {color_count:,} colors; "
            f"allowed in a {suffix} file are at most {form.max_colors:,}"
        )
    if compression is not None:
        _check_compression(name, form, compression)


def _check_compression(name: str, form: IndexedFormat, compression: Compression) -> None:
    if compression not in COMPRESSIONS:
        raise InvalidOptionError(
            f"compression is {compression!r}; allowed are {', '.join(COMPRESSIONS)}"
        )
    if not form.takes_compression:
        able = ", ".join(each for each, one in INDEXED_FORMATS.items() if one.takes_compression)
        raise InvalidOptionError(
            f"{name} has no choice of compression, got {compression!r}; allowed with {able}"
        )
    package = form.packages.get(compression)
    if package is not None and find_spec(package) is None:
        raise InvalidOptionError(
            f"compression {compression!r} needs {package}, which is not installed: "
            "pip install 'colorquant[optimize]'"
        )


def _encoded(
    name: str,
    suffix: str,
    indices: Indices,
    colors: Colors,
    metadata: Metadata | None,
    compression: Compression | None,
) -> bytes:
    """Return the bytes of a file whose options are checked; messages call it `name`."""
    metadata = metadata or Metadata()
    form = _able_format(name, suffix, indices, colors, metadata)
    for loss in form.losses(colors, metadata):
        warnings.warn(f"{name.removeprefix('output ')}: {loss}", ColorQuantWarning, stacklevel=4)
    return form.encode(indices, colors, metadata, compression or _DEFAULT)


def _able_format(
    name: str, suffix: str, indices: Indices, colors: Colors, metadata: Metadata
) -> IndexedFormat:
    """Return the format, which can hold the image."""
    form = INDEXED_FORMATS[suffix.lower()]
    height, width = indices.shape
    if max(height, width) > form.longest_side:
        raise InvalidImageError(
            f"{name} would be {width:,} x {height:,} pixels; "
            f"allowed in a {suffix} file are at most {form.longest_side:,} a side"
        )
    translucent = int((colors[:, 3:] < 255).sum())
    if translucent and form.alpha_levels == 1:
        raise InvalidImageError(
            f"{name} would hold alpha, in {translucent:,} of {len(colors):,} colors; "
            f"allowed in a {suffix} file are opaque colors"
        )
    if metadata.icc_profile and not form.holds_profile:
        able = ", ".join(each for each, one in INDEXED_FORMATS.items() if one.holds_profile)
        raise InvalidOptionError(
            f"{name} cannot hold the ICC profile to be kept; allowed are {able}"
        )
    return form
