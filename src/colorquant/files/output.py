"""Files written whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from colorquant.errors import (
    ColorQuantError,
    ImageFileError,
    InvalidOptionError,
    reason_of,
)
from colorquant.files.atomic import part_of
from colorquant.files.reading import name_of


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


def write_atomically(
    path: str | os.PathLike[str],
    write: Callable[[BinaryIO], object],
    *,
    preserve: str | os.PathLike[str] | None = None,
    overwrite: bool = True,
) -> None:
    """Write a file so that it is either whole or as it was before.

    Parameters
    ----------
    path
        The file to write or replace. Where it is a symbolic link, the file that it leads to is
        meant. What is neither a file nor a folder, such as a pipe or a terminal, is written to.
    write
        Called with a stream opened for writing beside `path`; what it wrote is flushed to disk
        and then takes the name `path`. A file that is replaced hands on its permissions.
    preserve
        A file whose permissions and times the written one gets instead, such as the input.

    overwrite
        Whether an existing file is replaced, even one that appears while this one is written.

    Raises
    ------
    ImageFileError
        If the file cannot be written, exists and is not to be replaced, or if the file to
        preserve the times of cannot be read.
    """
    path = Path(path)
    like = None if preserve is None else _status_of(preserve)
    with _failing_to_write(path):
        replaced = _status_if_there(path)
        if replaced is not None and not overwrite and stat.S_ISREG(replaced.st_mode):
            raise FileExistsError(errno.EEXIST, "it exists", str(path))
        if replaced is not None and not stat.S_ISREG(replaced.st_mode):
            if preserve is not None:
                raise InvalidOptionError(
                    f"output {path} is no regular file; it cannot have the times of {preserve}"
                )
            with path.open("wb") as stream:
                write(stream)
            return
        with part_of(Path(os.path.realpath(path)), overwrite=overwrite) as stream:
            write(stream)
            stream.flush()  # what is written later would change the time again
            if like is not None:
                _set_permissions(stream, like)
                os.utime(stream.name, ns=(like.st_atime_ns, like.st_mtime_ns))
            elif replaced is not None:
                _set_permissions(stream, replaced)


def write_to_stream(stream: BinaryIO, data: bytes) -> None:
    """Write to a file object, such as standard output, and leave it open.

    Parameters
    ----------
    stream
        A file object open for writing bytes.
    data
        The bytes.

    Raises
    ------
    ImageFileError
        If it takes no bytes, or they cannot be written.
    """
    try:
        stream.write(data)
        stream.flush()
    except Exception as error:  # a stream may go anywhere: to an archive, a socket
        reason = getattr(error, "strerror", None) or reason_of(error)
        raise ImageFileError(f"cannot write {name_of(stream)}: {reason}") from error


def _status_if_there(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _status_of(path: str | os.PathLike[str]) -> os.stat_result:
    try:
        return Path(path).stat()
    except (OSError, TypeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ImageFileError(f"cannot preserve the times of {path}: {reason}") from error


def _set_permissions(stream: BinaryIO, like: os.stat_result) -> None:
    mode = stat.S_IMODE(like.st_mode)
    if mode != stat.S_IMODE(os.fstat(stream.fileno()).st_mode):  # some file systems have no others
        Path(stream.name).chmod(mode)


@contextmanager
def _failing_to_write(path: Path) -> Iterator[None]:
    """Turn what the system says into an error that names the file."""
    try:
        yield
    except ColorQuantError:
        raise
    except FileExistsError:
        raise ImageFileError(f"{path} exists; overwrite=True replaces it") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or error
        raise ImageFileError(f"cannot write {path}: {reason}") from error


def _is_same_file(path: Path, other: str | os.PathLike[str]) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them does not exist
        return False
