"""Files that are not finished yet: beside their destination, until they take its name.

Who writes one holds a lock on it, which the system lets go of however the writer ends. So a part
that nobody has locked was left by a process that was killed, and whoever comes next removes it.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows, which lets nobody remove a file that is open
    fcntl = None  # type: ignore[assignment]  # Windows has none

_NAME = re.compile(r"\.colorquant-[0-9a-f]{16}\.part")
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
    """Remove what killed processes left in a folder; what is being written is let be.

    Parameters
    ----------
    folder
        One that may not be listed, or changed, is left as it is.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if _NAME.fullmatch(entry.name)]:
            with suppress(OSError):  # it is being written, or not ours to remove
                _remove_if_abandoned(folder / name)


def _new_part(folder: Path) -> tuple[Path, BinaryIO]:
    while True:
        part = folder / f".colorquant-{os.urandom(8).hex()}.part"
        stream = part.open("xb")
        if fcntl is not None:
            with suppress(
                OSError
            ):  # a file system without locks: nobody will take it for abandoned
                fcntl.flock(stream, fcntl.LOCK_EX)
        if os.fstat(stream.fileno()).st_nlink:
            return part, stream
        stream.close()  # somebody removed it before it was locked


def _remove_if_abandoned(part: Path) -> None:
    if fcntl is None:
        part.unlink()
        return
    descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
    finally:
        os.close(descriptor)
