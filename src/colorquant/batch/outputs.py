"""Which image goes to which file, settled before any work starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from colorquant.batch.inputs import STANDARD, Input
from colorquant.errors import InvalidOptionError
from colorquant.files import Compression, check_indexed_output

BESIDE, IN_FOLDER = "-cq.png", ".png"
"""What takes the place of an input's ending: beside the input, and in a folder of outputs."""

Identity = tuple[int, int]


@dataclass(frozen=True)
class Task:
    """One image and where it goes.

    Attributes
    ----------
    source : Input
        The image.
    target : Path or None
        The file to write; None for standard output.
    format : str
        Of the output: ``"png"``, for example.
    refused : str or None
        Why it may not be written, if so.
    """

    source: Input
    target: Path | None
    format: str
    refused: str | None = None

    @property
    def name(self) -> str:
        """What a report calls the output."""
        return STANDARD if self.target is None else str(click.format_filename(self.target))


def plan_outputs(
    inputs: Sequence[Input],
    output: str | None,
    n: int,
    *,
    ext: str | None = None,
    force: bool = False,
    compression: Compression | None = None,
    also_read: Sequence[Path] = (),
) -> list[Task]:
    """Return where each image goes.

    Parameters
    ----------
    inputs
        The images.
    output
        A file, for one image; a folder, which need not exist; ``-`` for standard output; None for
        beside each input.
    n
        How many colors each file is to hold.
    ext
        What takes the place of an input's ending, unless `output` is a file.
    force
        Whether files are replaced, an image's own included.
    compression
        How hard the pixels are to be compressed.
    also_read
        Files that may not be written over, whatever `force` says.

    Returns
    -------
    list of Task
        One for each image. Those whose file exists, and may not be replaced, say so.

    Raises
    ------
    InvalidOptionError
        If several images would go to one file, an image would be written over, or a file cannot
        be written where it would go; see `colorquant.files.check_indexed_output`.
    """
    if output == STANDARD or (output is None and inputs[0].path is None):
        return [_to_standard_output(inputs, ext)]
    owners: dict[Identity, Path] = {}
    for path in (*(each.path for each in inputs if each.path), *also_read):
        identity = _identity(path)
        if identity is not None:
            owners[identity] = path
    takers: dict[Path, Input] = {}
    tasks = []
    for source, target in zip(inputs, _targets(inputs, output, ext), strict=True):
        if target in takers:
            first, second = takers[target].name, source.name
            raise InvalidOptionError(
                f"{first} and {second} would both become {click.format_filename(target)}; "
                "allowed is one image a file"
            )
        takers[target] = source
        _check(target, n, compression, makes_folder=output is None or _is_folder(output, inputs))
        owner = owners.get(_identity(target) or (-1, -1))
        if owner is not None and not (force and owner == source.path and owner not in also_read):
            raise InvalidOptionError(_refusal_of_input(target, source, owner, also_read))
        tasks.append(
            Task(source, target, target.suffix[1:].lower(), _refusal(source, target, force))
        )
    return tasks


def _to_standard_output(inputs: Sequence[Input], ext: str | None) -> Task:
    if len(inputs) > 1:
        raise InvalidOptionError(
            f"-o: got - for {len(inputs)} images; allowed is one image on standard output"
        )
    if sys.stdout.isatty():
        raise InvalidOptionError("standard output is a terminal; allowed is a file or a pipe")
    return Task(inputs[0], None, Path(f"x{ext or IN_FOLDER}").suffix[1:].lower())


def _targets(inputs: Sequence[Input], output: str | None, ext: str | None) -> list[Path]:
    if output is None:
        paths = [each.path for each in inputs if each.path is not None]
        return [path.with_name(f"{path.stem}{ext or BESIDE}") for path in paths]
    if _is_folder(output, inputs):
        names = [(each.place, each.path) for each in inputs if each.path is not None]
        if len(names) < len(inputs):
            raise InvalidOptionError(
                f"-o: got folder {output} for standard input; allowed is a file or -"
            )
        return [
            Path(output, place or "", f"{path.stem}{ext or IN_FOLDER}") for place, path in names
        ]
    if len(inputs) > 1:
        raise InvalidOptionError(
            f"-o: got {output} for {len(inputs)} images; allowed is a folder, such as {output}/"
        )
    if ext is not None:
        raise InvalidOptionError(
            f"--ext {ext} and the file {output} are given; allowed is --ext without -o, or with "
            "a folder or -"
        )
    return [Path(output)]


def _is_folder(output: str, inputs: Sequence[Input]) -> bool:
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)):
        return True
    searched = any(each.place is not None for each in inputs)
    return not path.suffix and (len(inputs) > 1 or searched)


def _check(target: Path, n: int, compression: Compression | None, *, makes_folder: bool) -> None:
    """Check what is known before any work; folders of outputs are made as they are needed."""
    folder = target.parent
    if not makes_folder or os.path.lexists(folder):
        check_indexed_output(target, n, compression=compression)
        return
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    stand_in = folder / f".colorquant{target.suffix}"
    try:
        check_indexed_output(stand_in, n, compression=compression)
    except InvalidOptionError as error:
        raise InvalidOptionError(str(error).replace(str(stand_in), str(target))) from None


def _refusal(source: Input, target: Path, force: bool) -> str | None:
    if source.path is not None and source.path.is_dir():
        return f"{source.name} is a folder; -r takes the images in it"
    if force or not target.is_file():
        return None
    return f"{click.format_filename(target)} exists; -f replaces it"


def _refusal_of_input(target: Path, source: Input, owner: Path, also_read: Sequence[Path]) -> str:
    name = click.format_filename(target)
    if owner == source.path and owner not in also_read:
        return f"output {name} is the input; another name is needed, or -f to write over it"
    return f"output {name} is an input, too; another name is needed"


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except (OSError, ValueError):  # there is none
        return None
    return status.st_dev, status.st_ino
