"""Histograms as files: NumPy's .npz, with a version, and nothing in it that could run or swell.

Such a file is a ZIP archive of arrays. Its members are stored, not compressed: so the same
histogram gives the same bytes whatever the ZIP library, and no file needs more memory than it is
long. NumPy reads what is written here; what is read here is checked more strictly than NumPy does.
"""

from __future__ import annotations

import os
import re
import stat
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from colorquant.counting import Coarse, Counted
from colorquant.errors import ImageFileError, reason_of
from colorquant.files.output import check_output, write_atomically
from colorquant.files.reading import opened

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

SUFFIX = ".npz"

_VERSION = 1
_NEEDED = "a histogram file"
_MAX_COLORS = 2**27  # with four channels of 16 bits and weights, these are 3 GiB
_LARGEST_HEADER = 128  # what NumPy pads the header of such arrays to
_TYPES = {"colors": ("|u1", "<u2")} | dict.fromkeys(
    ("version", "counts", "weights", "sums", "shift"), ("<i8",)
)
_MEMBERS = [
    ["version", "colors", "counts", *weights, *coarse]
    for weights in ([], ["weights"])
    for coarse in ([], ["sums", "shift"])
]

# The end of a ZIP archive without a comment (APPNOTE.TXT of PKWARE, 4.3.16) and the signature of
# what stands before it in archives of more than 4 GiB (4.3.15), which no histogram needs.
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE, _ZIP64_SIGNATURE, _ZIP64_LENGTH = b"PK\5\6", b"PK\6\7", 20
_LONGEST_DIRECTORY = 1024

# NPY of version 1.0 (NEP 1), its header as NumPy writes it: a dictionary of just these three.
_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    rb"\{'descr': '([^']{3})', 'fortran_order': False, 'shape': \(([0-9]{0,10}(?:, ?[0-9]?)?)\), \}"
    rb" *\n"
)


class _DamagedError(Exception):
    """What is wrong with a file, said of it."""


def write_histogram(
    path: str | os.PathLike[str], histogram: Counted, *, overwrite: bool = True
) -> None:
    """Write a histogram, whole or not at all; the same one always gives the same bytes.

    Parameters
    ----------
    path
        The file; it ends in ``.npz``.
    histogram
        What it is to hold.
    overwrite
        Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

    Raises
    ------
    InvalidOptionError
        If the ending is another one, or as `check_output`.
    ImageFileError
        If writing fails, or there are more than 134,217,728 colors.
    """
    path = check_output(path, suffixes=[SUFFIX])
    if len(histogram.colors) > _MAX_COLORS:
        raise ImageFileError(
            f"output {path} would hold {len(histogram.colors):,} colors; "
            f"allowed in a {SUFFIX} file are at most {_MAX_COLORS:,}"
        )
    colors, counts, weights, coarse = histogram
    arrays: dict[str, NDArray[Any] | None] = {
        "version": np.array(_VERSION),
        "colors": colors,
        "counts": counts,
        "weights": weights,
    }
    if coarse is not None:
        arrays |= {"sums": coarse.sums, "shift": np.array(coarse.shift)}
    write_atomically(path, lambda stream: _write(stream, arrays), overwrite=overwrite)


def read_histogram(path: str | os.PathLike[str]) -> Counted:
    """Read what `write_histogram` wrote; nothing in the file is executed.

    Parameters
    ----------
    path
        The file, of any name.

    Returns
    -------
    Counted
        Of arrays whose types and shapes go together. The numbers in them are as they were found.

    Raises
    ------
    ImageFileError
        If the file cannot be read, is damaged, of another version or no histogram.
    """
    path = Path(path)
    try:
        with opened(path, needed=_NEEDED) as stream:
            return _read(stream)
    except _DamagedError as damage:
        raise ImageFileError(f"{path} {damage}") from None


def _write(stream: BinaryIO, arrays: dict[str, NDArray[Any] | None]) -> None:
    from zipfile import ZipFile, ZipInfo  # histograms are seldom files

    with ZipFile(stream, "w") as archive:
        for name, array in arrays.items():
            if array is None:
                continue
            little_endian = array.astype(array.dtype.newbyteorder("<"), order="C", copy=False)
            member = ZipInfo(f"{name}.npy")  # of 1980, whenever it is written
            member.create_system = 3  # Unix, wherever it is written
            with archive.open(member, "w") as part:
                np.lib.format.write_array(part, little_endian, version=(1, 0), allow_pickle=False)


def _read(stream: BinaryIO) -> Counted:
    from zipfile import ZipFile

    length = _check_end(stream)
    try:
        with ZipFile(stream) as archive:
            arrays = _arrays(archive, length)
    except _DamagedError:
        raise
    except Exception as error:  # zipfile raises many kinds for damaged archives
        raise _DamagedError(f"is damaged: {reason_of(error)}") from None
    return _going_together(**{name: array for name, array in arrays.items() if name != "version"})


def _going_together(
    colors: NDArray[Any],
    counts: NDArray[Any],
    weights: NDArray[Any] | None = None,
    sums: NDArray[Any] | None = None,
    shift: NDArray[Any] | None = None,
) -> Counted:
    if colors.ndim != 2 or colors.shape[1] not in (3, 4):
        raise _DamagedError(f"has colors of shape {colors.shape}; allowed are (m, 3) and (m, 4)")
    for name, array in (("counts", counts), ("weights", weights)):
        if array is not None and array.shape != colors.shape[:1]:
            raise _DamagedError(
                f"has {name} of shape {array.shape} for {len(colors):,} colors; "
                "allowed is one for each"
            )
    if sums is None or shift is None:
        return Counted(colors, counts, weights)
    if sums.shape != colors.shape or shift.shape != ():
        raise _DamagedError(
            f"has sums of shape {sums.shape} and a shift of shape {shift.shape} for colors of "
            f"shape {colors.shape}; allowed is a sum for each channel, and one shift"
        )
    return Counted(colors, counts, weights, Coarse(sums, int(shift)))


def _check_end(stream: BinaryIO) -> int:
    """Return the length of an archive whose directory is small enough to be looked at."""
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise _DamagedError(f"is no regular file; {_NEEDED} is needed")
    tail = _ZIP64_LENGTH + _END.size
    stream.seek(max(0, status.st_size - tail))
    end = stream.read(tail).rjust(tail, b"\0")
    signature, *_, directory, _start, _comment = _END.unpack(end[_ZIP64_LENGTH:])
    if signature != _END_SIGNATURE:
        raise _DamagedError(f"is no {SUFFIX} file, or cut short; {_NEEDED} is needed")
    if directory > _LONGEST_DIRECTORY or end.startswith(_ZIP64_SIGNATURE):
        raise _DamagedError(f"is an archive of other things; {_NEEDED} is needed")
    return status.st_size


def _arrays(archive: ZipFile, length: int) -> dict[str, NDArray[Any]]:
    members = {member.filename.removesuffix(".npy"): member for member in archive.infolist()}
    for name, member in members.items():
        _check_member(name[:20], member)
    if sum(member.file_size for member in members.values()) > length:
        raise _DamagedError("is damaged: its parts are longer than the file")
    if "version" in members:  # before all else: another version may hold other things
        version = _array("version", archive.read(members["version"]))
        if version.shape != () or version != _VERSION:
            raise _DamagedError(f"is a histogram of version {version}; allowed is {_VERSION}")
    if list(members) not in _MEMBERS or len(members) < len(archive.infolist()):
        got = ", ".join(repr(name[:20]) for name in list(members)[:5]) or "nothing"
        raise _DamagedError(f"holds {got}; needed are version, colors, counts and perhaps weights")
    return {name: _array(name, archive.read(member)) for name, member in members.items()}


def _check_member(name: str, member: ZipInfo) -> None:
    """Make sure that a member takes no more memory than it is long."""
    if member.compress_type or member.compress_size != member.file_size:
        raise _DamagedError(f"has {name!r} compressed; allowed is an archive without compression")
    if member.flag_bits & 1:
        raise _DamagedError(f"has {name!r} encrypted; allowed is an archive without a password")


def _array(name: str, data: bytes) -> NDArray[Any]:
    """Return an array (m,), (m, c) or () that lies in the bytes of a member."""
    start = len(_MAGIC) + 2
    [header_length] = struct.unpack("<H", data[len(_MAGIC) : start].ljust(2, b"\0"))
    end = start + header_length
    header = _HEADER.fullmatch(data[start:end]) if end <= _LARGEST_HEADER else None
    if not data.startswith(_MAGIC) or header is None:
        raise _DamagedError(f"has {name} in another form than NumPy's 1.0 of a plain array")
    descr, sides = (part.decode("latin-1") for part in header.groups())
    if descr not in _TYPES[name]:
        raise _DamagedError(f"has {name} of type {descr!r}; allowed is {' or '.join(_TYPES[name])}")
    shape = tuple(int(side) for side in sides.replace(" ", "").split(",") if side)
    if shape and not 1 <= shape[0] <= _MAX_COLORS:
        raise _DamagedError(f"has {name} of shape {shape}; allowed are 1 to {_MAX_COLORS:,} rows")
    kind = np.dtype(descr)
    if len(data) - end != kind.itemsize * int(np.prod(shape, dtype=np.int64)):
        raise _DamagedError(
            f"has {len(data) - end:,} bytes of {name}, which are not of shape {shape}"
        )
    native = np.frombuffer(data, kind, offset=end).reshape(shape)
    return native.astype(kind.newbyteorder("="), copy=False)
