"""Folders written whole or not at all, as files are; see `colorquant.files.parts`."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from colorquant.errors import ColorQuantError, ImageFileError, reason_of

try:
    import fcntl
except ImportError:  # Windows, whose folders nobody can lock: what was left stays
    fcntl = None  # type: ignore[assignment]  # Windows has none

_NAME = re.compile(r"\.colorquant-[0-9a-f]{16}\.folder")


@contextmanager
def folder_of(target: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """Make a new folder that becomes `target` if all goes well, and is gone if not.

    Parameters
    ----------
    target
        The folder to write or replace.
    overwrite
        Whether a folder that has this name by then is replaced.

    Yields
    ------
    pathlib.Path
        An empty folder beside it, to be filled.

    Raises
    ------
    ImageFileError
        If that cannot be done.
    """
    try:
        _remove_abandoned(target.parent)
        with _new_part(target) as part:
            try:
                yield part
                _rename(target, part, overwrite=overwrite)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
    except ColorQuantError:
        raise
    except OSError as error:
        raise ImageFileError(
            f"cannot write {target}: {error.strerror or reason_of(error)}"
        ) from error


def _new_name(target: Path) -> Path:
    return target.parent / f".colorquant-{os.urandom(8).hex()}.folder"


def _rename(target: Path, part: Path, *, overwrite: bool) -> None:
    """Give the folder its name; a folder of that name is removed only then."""
    if not target.exists():
        part.rename(target)  # fails if a folder with content has taken the name meanwhile
        return
    if not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    old = _new_name(target)
    target.rename(old)
    try:
        part.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _new_part(target: Path) -> Iterator[Path]:
    """Make a folder and hold its lock."""
    while True:
        part = _new_name(target)
        part.mkdir()
        if fcntl is None:
            yield part
            return
        descriptor = os.open(part, os.O_RDONLY)
        try:
            with suppress(OSError):  # a file system without locks: nobody takes it for abandoned
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if part.is_dir():  # else somebody removed it before it was locked
                yield part
                return
        finally:
            os.close(descriptor)


def _remove_abandoned(folder: Path) -> None:
    """Remove what killed processes left; what is being written is let be."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if _NAME.fullmatch(entry.name)]:
            with suppress(OSError):  # it is being written, or not ours to remove
                descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder / name)
                finally:
                    os.close(descriptor)
