"""Files written whole or not at all."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from colorquant.errors import ColorQuantError, ImageFileError, InvalidOptionError


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
    InvalidOptionError
        If the folder does not exist, the path is a folder, the ending is not allowed, or the
        file is one of `inputs`.
    """
    if not isinstance(path, str | os.PathLike):
        raise InvalidOptionError(f"output is {type(path).__name__}; allowed is a path")
    path = Path(path)
    allowed = sorted(suffixes)
    with _failing_to_write(path):
        if path.is_dir():
            raise InvalidOptionError(f"output {path} is a folder; a file name is needed")
        if allowed and path.suffix.lower() not in allowed:
            got = f"ends in {path.suffix!r}" if path.suffix else "has no ending"
            raise InvalidOptionError(f"output {path} {got}; allowed are {', '.join(allowed)}")
        if not path.parent.is_dir():
            state = "is not a folder" if path.parent.exists() else "does not exist"
            raise InvalidOptionError(f"output folder {path.parent} {state}")
        if any(_is_same_file(path, other) for other in inputs):
            raise InvalidOptionError(f"output {path} is the input; another name is needed")
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
    with _failing_to_write(path):
        part = path.with_name(f".{os.urandom(8).hex()}.part")
        try:
            with part.open("xb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            if path.exists():
                part.chmod(stat.S_IMODE(path.stat().st_mode))
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def _failing_to_write(path: Path) -> Iterator[None]:
    """Turn what the system says into an error that names the file."""
    try:
        yield
    except ColorQuantError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or error
        raise ImageFileError(f"cannot write {path}: {reason}") from error


def _is_same_file(path: Path, other: str | os.PathLike[str]) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them does not exist
        return False
