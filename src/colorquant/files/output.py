"""Files written whole or not at all."""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from colorquant.errors import ImageFileError


def check_output(
    path: str | os.PathLike[str],
    *,
    inputs: Iterable[str | os.PathLike[str]] = (),
    suffixes: Iterable[str] = (),
) -> Path:
    """Make sure that a file can be written before any work is done for it.

    Parameters
    ----------
    path
        The file to be written. An existing file will be replaced.
    inputs
        Files that it must not replace.
    suffixes
        The allowed endings in lower case, such as ``".png"``; none given allows any.

    Returns
    -------
    pathlib.Path
        `path`.

    Raises
    ------
    ImageFileError
        If the folder does not exist, the path is a folder, the ending is not allowed, or the
        file is one of `inputs`.
    """
    path = Path(path)
    allowed = sorted(suffixes)
    if path.is_dir():
        raise ImageFileError(f"output {path} is a folder; a file name is needed")
    if allowed and path.suffix.lower() not in allowed:
        got = f"ends in {path.suffix!r}" if path.suffix else "has no ending"
        raise ImageFileError(f"output {path} {got}; allowed are {', '.join(allowed)}")
    if not path.parent.is_dir():
        raise ImageFileError(f"output folder {path.parent} does not exist")
    if path.exists() and any(Path(i).exists() and path.samefile(i) for i in inputs):
        raise ImageFileError(f"output {path} is the input; another name is needed")
    return path


def write_atomically(path: str | os.PathLike[str], write: Callable[[BinaryIO], object]) -> None:
    """Write a file so that it is either whole or as it was before.

    Parameters
    ----------
    path
        The file to write or replace.
    write
        Called with a stream opened for writing beside `path`; what it wrote is flushed to disk
        and then takes the name `path`.

    Raises
    ------
    ImageFileError
        If the file cannot be written.
    """
    path = Path(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            part.chmod(_permissions(path))
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        if isinstance(error, ImageFileError):
            raise
        raise ImageFileError(f"cannot write {path}: {error.strerror or error}") from error


def _permissions(path: Path) -> int:
    """Those of the file that is replaced, or those a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
