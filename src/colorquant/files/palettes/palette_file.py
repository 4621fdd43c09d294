"""The formats of palette files: one file and one line each."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from colorquant._validation import MAX_COLORS
from colorquant.errors import (
    ColorQuantWarning,
    ImageFileError,
    InvalidOptionError,
    InvalidPaletteError,
)
from colorquant.files.output import check_output, write_atomically
from colorquant.files.palettes.aco import ACO
from colorquant.files.palettes.act import ACT
from colorquant.files.palettes.ase import ASE
from colorquant.files.palettes.css import CSS
from colorquant.files.palettes.gpl import GPL
from colorquant.files.palettes.hex import HEX
from colorquant.files.palettes.jasc import JASC
from colorquant.files.palettes.json import JSON
from colorquant.files.palettes.paint_net import PAINT_NET
from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.png import PNG
from colorquant.files.palettes.riff import RIFF
from colorquant.files.palettes.swatches import DamagedPaletteError, Swatches, without_repeats
from colorquant.files.reading import read_bytes

PALETTE_FORMATS: tuple[PaletteFormat, ...] = (
    ACO,
    ACT,
    ASE,
    CSS,
    GPL,
    HEX,
    JASC,
    RIFF,
    JSON,
    PAINT_NET,
    PNG,
)
"""Of those that share an ending, the first is written unless another is asked for."""


def formats_of(suffix: str) -> list[PaletteFormat]:
    """Return the palette formats of a file extension.

    Parameters
    ----------
    suffix
        The extension with its dot, in upper or lower case.

    Returns
    -------
    list of PaletteFormat
    """
    return [each for each in PALETTE_FORMATS if each.suffix == suffix.lower()]


_MAX_BYTES = 16 * 2**20
_SUFFIXES = sorted({each.suffix for each in PALETTE_FORMATS})


def read_palette(path: str | os.PathLike[str]) -> Swatches:
    """Read the distinct colors of a palette file, in its order.

    Parameters
    ----------
    path
        Its ending names the format, one of `PALETTE_FORMATS`.

    Returns
    -------
    Swatches

    Raises
    ------
    InvalidOptionError
        If there is no format of that ending.
    ImageFileError
        If the file cannot be read, is damaged, or holds more than 16 MiB.
    InvalidPaletteError
        If it holds no colors, or more than 65,536.

    Warns
    -----
    ColorQuantWarning
        If colors are repeated: the first of equal ones is kept.
    """
    path = Path(path)
    formats = formats_of(path.suffix)
    if not formats:
        raise InvalidOptionError(
            f"palette file {path} {_ending(path)}; allowed are {', '.join(_SUFFIXES)}"
        )
    data = read_bytes(path, needed="a palette file", max_bytes=_MAX_BYTES)
    signed = [each for each in formats if each.signature and data.startswith(each.signature)]
    try:
        swatches = (signed or formats)[0].read(data)
    except DamagedPaletteError as error:
        raise ImageFileError(f"{path} {error}") from None
    return _distinct(path, swatches)


def check_palette_output(
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Path:
    """Make sure that a palette file can be written before any work is done for it.

    Parameters
    ----------
    path
        The file; its ending names the format, one of `PALETTE_FORMATS`.
    format
        Which of the formats of that ending; None is the first.
    inputs
        Files that it must not replace.

    Returns
    -------
    pathlib.Path
        `path`.

    Raises
    ------
    InvalidOptionError
        If there is no such format, or as `check_output`.
    """
    path = check_output(path, inputs=inputs, suffixes=_SUFFIXES)
    _chosen(path, format)
    return path


def write_palette(
    path: str | os.PathLike[str],
    swatches: Swatches,
    format: str | None = None,
    *,
    overwrite: bool = True,
) -> None:
    """Write a palette file, or say what its format cannot hold.

    Names are left out in formats that have none.

    Parameters
    ----------
    path
        The file; its ending names the format, one of `PALETTE_FORMATS`.
    swatches
        What it is to hold.
    format
        Which of the formats of that ending; None is the first.
    overwrite
        Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

    Raises
    ------
    InvalidOptionError
        If there is no format of that ending, or it cannot hold the entries or their alpha.
    ImageFileError
        If writing fails.
    """
    path = check_palette_output(path, format)
    data = encode_palette(path, swatches, format)
    write_atomically(path, lambda stream: stream.write(data), overwrite=overwrite)


def encode_palette(
    path: str | os.PathLike[str], swatches: Swatches, format: str | None = None
) -> bytes:
    """Return the bytes of a palette file.

    Parameters
    ----------
    path
        What the file would be called; its ending names the format.
    swatches, format
        As of `write_palette`.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    InvalidOptionError
        As of `write_palette`.
    """
    path = Path(path)
    if not formats_of(path.suffix):
        raise InvalidOptionError(
            f"palette file {path} {_ending(path)}; allowed are {', '.join(_SUFFIXES)}"
        )
    chosen = _chosen(path, format)
    _check_what_fits(path, chosen, swatches.colors)
    return chosen.write(swatches)


def _ending(path: Path) -> str:
    return f"ends in {path.suffix!r}" if path.suffix else "has no ending"


def _distinct(path: Path, swatches: Swatches) -> Swatches:
    """Return the swatches of a file without its repeated colors, and warn of these."""
    count = len(swatches.colors)
    if not 1 <= count <= MAX_COLORS:
        raise InvalidPaletteError(f"{path} holds {count:,} colors; allowed are 1 to {MAX_COLORS:,}")
    distinct = without_repeats(swatches)
    if dropped := count - len(distinct.colors):
        warnings.warn(
            f"{path} repeats {dropped:,} of its {count:,} colors; the first of equal ones is kept",
            ColorQuantWarning,
            stacklevel=4,  # who called Palette.load
        )
    return distinct


def _chosen(path: Path, name: str | None) -> PaletteFormat:
    formats = formats_of(path.suffix)
    if name is None:
        return formats[0]
    for each in formats:
        if each.name == name:
            return each
    allowed = ", ".join(each.name for each in formats)
    raise InvalidOptionError(f"format is {name!r}; allowed in a {path.suffix} file: {allowed}")


def _check_what_fits(path: Path, chosen: PaletteFormat, colors: NDArray[np.uint8]) -> None:
    place = f"a {path.suffix} file"
    if len(formats_of(path.suffix)) > 1:
        place = f"{place} of the format {chosen.name}"
    if len(colors) > chosen.max_colors:
        raise InvalidOptionError(
            f"output {path} would hold {len(colors):,} colors; "
            f"allowed in {place} are at most {chosen.max_colors:,}"
        )
    translucent = int((colors[:, 3] < 255).sum())
    clear = int((colors[:, 3] == 0).sum())
    if chosen.alpha == "none" and translucent:
        raise InvalidOptionError(
            f"output {path} would hold alpha, in {translucent:,} of {len(colors):,} colors; "
            f"allowed in {place} are opaque colors"
        )
    if chosen.alpha == "one" and (translucent > clear or clear > 1):
        raise InvalidOptionError(
            f"output {path} would hold alpha, in {translucent:,} of {len(colors):,} colors; "
            f"allowed in {place} are opaque colors and one that is fully transparent"
        )
