"""Indexed images as files: one format for each ending."""

import os
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant._options import MAX_COLORS
from colorquant.errors import ColorQuantWarning, InvalidImageError, InvalidOptionError
from colorquant.files.metadata import Metadata
from colorquant.files.output import check_output, write_atomically

Indices = NDArray[np.uint8] | NDArray[np.uint16]

_MOST_INDEXED_COLORS = 256  # what a PNG's or GIF's palette can hold


@dataclass(frozen=True)
class IndexedFormat:
    """How indices (h, w) and their palette (k, 3 or 4) become a file, and what that can hold."""

    write: Callable[[BinaryIO, Indices, NDArray[np.uint8], Metadata], None]
    most_colors: int
    longest_side: int
    holds_profile: bool
    alpha_levels: int
    losses: Callable[[NDArray[np.uint8], Metadata], list[str]]
    """What a file of it will not show of colours and metadata, in words."""


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


def alpha_levels(path: str | os.PathLike[str]) -> int:
    """Return how many levels of opacity the format of an indexed file holds: 2 or 256.

    Parameters
    ----------
    path
        Its ending names the format, one of `INDEXED_FORMATS`.
    """
    return _format_of(Path(path)).alpha_levels


def save_indexed(
    path: str | os.PathLike[str],
    indices: Indices,
    colors: NDArray[np.uint8],
    metadata: Metadata | None = None,
) -> None:
    """Write indices and their palette as an image file.

    The same input gives the same bytes.

    Parameters
    ----------
    path
        The file; its ending names the format, ``.png`` or ``.gif``. A PNG has the smallest bit
        depth that fits, and is a true-colour PNG above 256 colours.
    indices
        (h, w) palette index per pixel.
    colors
        (k, 3) sRGB palette entries, or (k, 4) with alpha. A PNG keeps their order. A GIF knows
        one colour without opacity: entries of an alpha below 128 become the first of them, and
        the others opaque.
    metadata
        What is written beside the pixels. A GIF holds only the comment of it.

    Raises
    ------
    InvalidOptionError
        If the colours cannot be written there, see `check_indexed_output`, or need a profile
        that the format does not hold.
    InvalidImageError
        If the image is too wide or high for the format.
    ImageFileError
        If writing fails.

    Warns
    -----
    ColorQuantWarning
        If something is left out that the format does not hold.
    """
    path = check_indexed_output(path, len(colors))
    metadata = metadata or Metadata()
    form = _format_of(path)
    _check_fit(f"output {path}", path.suffix, form, indices, metadata)
    for loss in form.losses(colors, metadata):
        warnings.warn(f"{path}: {loss}", ColorQuantWarning, stacklevel=3)
    write_atomically(path, lambda stream: form.write(stream, indices, colors, metadata))


def encode_indexed(
    suffix: str,
    indices: Indices,
    colors: NDArray[np.uint8],
    metadata: Metadata | None = None,
) -> bytes:
    """Return the bytes that `save_indexed` would write, without its warnings.

    Parameters
    ----------
    suffix
        The format: a key of `INDEXED_FORMATS`.
    indices, colors, metadata
        As for `save_indexed`; no more colours than the format holds.

    Raises
    ------
    InvalidOptionError, InvalidImageError
        If the format cannot hold the profile, or the image's width or height.
    """
    metadata = metadata or Metadata()
    form = INDEXED_FORMATS[suffix]
    _check_fit("the file", suffix, form, indices, metadata)
    stream = BytesIO()
    form.write(stream, indices, colors, metadata)
    return stream.getvalue()


def _check_fit(
    output: str, suffix: str, form: IndexedFormat, indices: Indices, metadata: Metadata
) -> None:
    height, width = indices.shape
    if max(height, width) > form.longest_side:
        raise InvalidImageError(
            f"{output} would be {width:,} x {height:,} pixels; "
            f"allowed in a {suffix} file are at most {form.longest_side:,} a side"
        )
    if metadata.icc_profile and not form.holds_profile:
        raise InvalidOptionError(
            f"{output} cannot hold the ICC profile to be kept; allowed is .png"
        )


def _format_of(path: Path) -> IndexedFormat:
    return INDEXED_FORMATS[path.suffix.lower()]


def _paletted(indices: Indices, colors: NDArray[np.uint8]) -> Image.Image:
    """Return a Pillow palette image without the alpha of its colours."""
    image = Image.fromarray(np.asarray(indices, dtype=np.uint8))
    image.putpalette(colors[:, :3].tobytes())
    return image


def _write_png(
    stream: BinaryIO, indices: Indices, colors: NDArray[np.uint8], metadata: Metadata
) -> None:
    options = _png_metadata(metadata)
    if len(colors) > _MOST_INDEXED_COLORS:  # true colour
        Image.fromarray(colors[indices]).save(stream, "PNG", optimize=True, **options)
        return
    bits = next(bits for bits in (1, 2, 4, 8) if len(colors) <= 1 << bits)
    if alpha := colors[:, 3:].tobytes().rstrip(b"\xff"):
        options["transparency"] = alpha
    _paletted(indices, colors).save(stream, "PNG", bits=bits, optimize=True, **options)


def _png_metadata(metadata: Metadata) -> dict[str, Any]:
    """Return the options of Pillow that write metadata; none for what there is not."""
    from PIL.PngImagePlugin import PngInfo  # takes a while, and Pillow leaves it until then, too

    chunks = PngInfo()
    if metadata.xmp:
        chunks.add_itxt("XML:com.adobe.xmp", metadata.xmp.decode("utf-8"))
    for keyword, text in metadata.text.items():
        chunks.add_text(keyword, text)
    options = {
        "icc_profile": metadata.icc_profile,
        "exif": metadata.exif,
        "dpi": metadata.dpi,
        "pnginfo": chunks if chunks.chunks else None,
    }
    return {name: value for name, value in options.items() if value}


def _write_gif(
    stream: BinaryIO, indices: Indices, colors: NDArray[np.uint8], metadata: Metadata
) -> None:
    options: dict[str, Any] = {}
    if comment := metadata.text.get("Comment"):
        options["comment"] = comment.encode("utf-8")
    [clear] = np.nonzero((colors[:, 3:] < 128).any(axis=1))
    if len(clear):
        options["transparency"] = int(clear[0])
        indices = np.where(np.isin(indices, clear), clear[0], indices)
    _paletted(indices, colors).save(stream, "GIF", optimize=False, **options)


def _losses_in_gif(colors: NDArray[np.uint8], metadata: Metadata) -> list[str]:
    losses = []
    if between := int(((colors[:, 3:] > 0) & (colors[:, 3:] < 255)).sum()):
        entries = "1 entry is" if between == 1 else f"{between:,} entries are"
        losses.append(f"{entries} partly transparent; a GIF shows all or nothing")
    kept = {"Exif": metadata.exif, "XMP": metadata.xmp, "resolution": metadata.dpi}
    names = [name for name, value in kept.items() if value]
    names += [f"the text {key!r}" for key in metadata.text if key != "Comment"]
    if names:
        losses.append(f"a GIF holds no metadata but a comment; left out: {', '.join(names)}")
    return losses


INDEXED_FORMATS = {
    ".gif": IndexedFormat(
        _write_gif,
        _MOST_INDEXED_COLORS,
        longest_side=2**16 - 1,
        holds_profile=False,
        alpha_levels=2,
        losses=_losses_in_gif,
    ),
    ".png": IndexedFormat(
        _write_png,
        MAX_COLORS,
        longest_side=2**31 - 1,
        holds_profile=True,
        alpha_levels=256,
        losses=lambda colors, metadata: [],
    ),
}
"""The format of each ending."""
