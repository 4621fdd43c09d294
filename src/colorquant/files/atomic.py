"""Write files and folders whole or not at all.

They are made beside their destination under a temporary name, and renamed when they are finished.
Their writer holds a lock, which the system releases however the writer ends. A temporary file that
nobody has locked was left by a process that was killed, and the next writer removes it.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from colorquant.errors import ColorQuantError, ImageFileError, reason_of

try:
    import fcntl
except ImportError:  # Windows, which lets nobody remove a file that is open
    fcntl = None  # type: ignore[assignment]  # Windows has none

_NAME = re.compile(r"\.colorquant-[0-9a-f]{16}\.(part|folder)")
# Once a process is enough, and listing a large folder for each of its files is not cheap.
_cleared: set[Path] = set()


@contextmanager
def part_of(target: Path, *, overwrite: bool = True) -> Iterator[BinaryIO]:
    """Open a new file that becomes `target` if all goes well, and is gone if not.

    Parameters
    ----------
    target
        The file to write or replace; no symbolic link.
    overwrite
        Whether a file that has this name by then is replaced.

    Yields
    ------
    file object
        Open for writing bytes. What was written is flushed to disk before it is renamed.

    Raises
    ------
    FileExistsError
        If the file exists and is not to be replaced.
    OSError
        If that cannot be done.
    """
    if target.parent not in _cleared:
        _cleared.add(target.parent)
        remove_abandoned(target.parent)
    part, stream = _new_part(target.parent)
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            if fcntl is None:
                stream.close()
            rename(part, target, overwrite=overwrite)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


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
        remove_abandoned(target.parent)
        with _new_folder(target.parent) as part:
            try:
                yield part
                _rename_folder(part, target, overwrite=overwrite)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
    except ColorQuantError:
        raise
    except OSError as error:
        raise ImageFileError(
            f"cannot write {target}: {error.strerror or reason_of(error)}"
        ) from error


def rename(part: Path, target: Path, *, overwrite: bool) -> None:
    """Give a finished file its name, in one step.

    Parameters
    ----------
    part
        The file.
    target
        Its new name.
    overwrite
        Whether it replaces a file of this name.

    Raises
    ------
    FileExistsError
        If the file exists and is not to be replaced.
    """
    if overwrite:
        part.replace(target)
        return
    try:
        os.link(part, target)  # fails if the name is taken, where a rename would replace
    except FileExistsError:
        raise
    except OSError:  # a file system without links: reserve the name, then replace our own
        target.open("xb").close()
        part.replace(target)
        return
    part.unlink()


def remove_abandoned(folder: Path) -> None:
    """Remove the temporary files and folders that killed processes left in a folder.

    Parameters
    ----------
    folder
        The folder; one that cannot be listed or changed stays as it is, without an error.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if _NAME.fullmatch(entry.name)]:
            with suppress(OSError):  # it is being written, or not ours to remove
                _remove_if_abandoned(folder / name)


def _rename_folder(part: Path, target: Path, *, overwrite: bool) -> None:
    """Give the folder its name; a folder of that name is removed only then."""
    if not overwrite or not target.exists():
        try:
            part.rename(target)
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.ENOTDIR):  # somebody has taken the name
                raise FileExistsError(
                    errno.EEXIST, os.strerror(errno.EEXIST), str(target)
                ) from error
            raise
        return
    old = _temporary(target.parent, "folder")
    target.rename(old)
    try:
        part.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _temporary(folder: Path, ending: str) -> Path:
    return folder / f".colorquant-{os.urandom(8).hex()}.{ending}"


def _lock(descriptor: int) -> None:
    if fcntl is not None:
        with suppress(OSError):  # a file system without locks: nobody takes it for abandoned
            fcntl.flock(descriptor, fcntl.LOCK_EX)


def _new_part(folder: Path) -> tuple[Path, BinaryIO]:
    while True:
        part = _temporary(folder, "part")
        stream = part.open("xb")
        _lock(stream.fileno())
        if os.fstat(stream.fileno()).st_nlink:
            return part, stream
        stream.close()  # somebody removed it before it was locked


@contextmanager
def _new_folder(parent: Path) -> Iterator[Path]:
    """Make a folder and hold its lock."""
    while True:
        part = _temporary(parent, "folder")
        part.mkdir()
        if fcntl is None:
            yield part
            return
        descriptor = os.open(part, os.O_RDONLY)
        try:
            _lock(descriptor)
            if part.is_dir():  # else somebody removed it before it was locked
                yield part
                return
        finally:
            os.close(descriptor)


def _remove_if_abandoned(part: Path) -> None:
    if fcntl is None:  # folders stay: nothing says whether they are being written
        part.unlink()
        return
    descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        mode = os.fstat(descriptor).st_mode
        if part.suffix == ".part" and stat.S_ISREG(mode):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
        elif part.suffix == ".folder" and stat.S_ISDIR(mode):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(part)
    finally:
        os.close(descriptor)
