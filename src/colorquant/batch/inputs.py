"""Which images are meant: files, standard input, and what is in folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from colorquant.errors import ImageFileError, InvalidOptionError

STANDARD = "-"
"""Standard input, or standard output."""

ENDINGS = (
    *(".apng", ".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".pbm", ".pgm", ".png", ".pnm", ".ppm"),
    *(".qoi", ".tga", ".tif", ".tiff", ".webp"),
)
"""Of the files that a folder is searched for."""


class Input(NamedTuple):
    """An image to reduce.

    Attributes
    ----------
    path : Path or None
        None for standard input.
    place : Path or None
        Where it lies in the folder that was searched, and its output in that of outputs; None for
        a file that was named.
    """

    path: Path | None
    place: Path | None = None

    @property
    def name(self) -> str:
        """What a report calls it."""
        return STANDARD if self.path is None else str(click.format_filename(self.path))


def find_inputs(
    files: Sequence[str], *, recursive: bool, ext: str, output: str | None
) -> list[Input]:
    """Return the images that are meant, those in folders by name.

    Parameters
    ----------
    files
        As they were written.
    recursive
        Whether folders are searched for images, by their endings.
    ext
        What outputs beside their inputs end in; in folders, such files are none to reduce.
    output
        Where outputs go; it is not searched. None for beside the inputs.

    Returns
    -------
    list of Input
        The images, those of a folder in the order of their names.

    Raises
    ------
    InvalidOptionError
        If standard input is not alone or a terminal, or a folder has no image.
    ImageFileError
        If a folder cannot be read.
    """
    if STANDARD in files and len(files) > 1:
        raise InvalidOptionError("- is standard input; allowed is no file beside it")
    if STANDARD in files and sys.stdin.isatty():
        raise InvalidOptionError("standard input is a terminal; allowed is a file or a pipe")
    left_out = None if output in (None, STANDARD) else Path(str(output))
    own_ext = ext if output is None and ext.lower() not in ENDINGS else None
    found: list[Input] = []
    for file in files:
        path = Path(file)
        if file == STANDARD:
            found.append(Input(None))
        elif recursive and path.is_dir():
            inside = list(_walk(path, left_out, own_ext))
            if not inside:
                raise InvalidOptionError(
                    f"folder {click.format_filename(path)} has no image; searched for are files "
                    f"ending in {', '.join(ENDINGS)}"
                )
            found += inside
        else:
            found.append(Input(path))
    return found


def _walk(top: Path, left_out: Path | None, own_ext: str | None) -> Iterator[Input]:
    for folder, below, names in os.walk(top, onerror=_fail):
        here = Path(folder)
        below[:] = sorted(name for name in below if not _is_same(here / name, left_out))
        for name in sorted(names):
            is_result = own_ext is not None and name.endswith(own_ext)
            if Path(name).suffix.lower() in ENDINGS and not is_result:
                yield Input(here / name, here.relative_to(top))


def _fail(error: OSError) -> None:
    raise ImageFileError(f"folder {error.filename} cannot be read: {error.strerror}") from error


def _is_same(folder: Path, other: Path | None) -> bool:
    return other is not None and other.is_dir() and folder.samefile(other)
