"""What Pillow leaves to do of PNG files: checksums that are read, pixels that are packed well."""

import struct
import zlib
from collections.abc import Iterator, Mapping

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHUNK = struct.Struct(">I4s")
_CHECKSUM = struct.Struct(">I")
_LONGEST = 2**31 - 1  # bytes of one chunk


def check_pixel_data(data: bytes) -> None:
    """Make sure of the checksums of a PNG's pixel data, which Pillow skips.

    Anything else that may be wrong with a file is left to Pillow.

    Parameters
    ----------
    data
        A whole file, of any format.

    Raises
    ------
    ValueError
        If a checksum is not that of its chunk.
    """
    if not data.startswith(_SIGNATURE):
        return
    view = memoryview(data)
    for start, kind, end in _chunks(data):
        if kind == b"IDAT" and end + _CHECKSUM.size <= len(data):
            [told] = _CHECKSUM.unpack_from(data, end)
            if zlib.crc32(view[start + 4 : end]) != told:
                raise ValueError(f"the checksum of the pixel data at byte {start:,} is wrong")


def pixel_data(data: bytes) -> bytes:
    """Return the contents of all pixel data chunks of a PNG.

    Parameters
    ----------
    data
        A whole PNG.

    Returns
    -------
    bytes
        One zlib stream.
    """
    return b"".join(
        data[start + _CHUNK.size : end] for start, kind, end in _chunks(data) if kind == b"IDAT"
    )


def with_chunks(data: bytes, contents: Mapping[bytes, bytes]) -> bytes:
    """Replace the contents of chunks of a PNG.

    Parameters
    ----------
    data
        A whole PNG.
    contents
        What is in the chunks of a kind instead. It is where the first of them was.

    Returns
    -------
    bytes
        The new PNG.
    """
    parts, written = [_SIGNATURE], set()
    for start, kind, end in _chunks(data):
        if kind not in contents:
            parts.append(data[start : end + _CHECKSUM.size])
        elif kind not in written:
            parts += _written(kind, contents[kind])
            written.add(kind)
    return b"".join(parts)


def _written(kind: bytes, content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _LONGEST):
        piece = content[start : start + _LONGEST]
        yield _CHUNK.pack(len(piece), kind)
        yield piece
        yield _CHECKSUM.pack(zlib.crc32(piece, zlib.crc32(kind)))


def _chunks(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield where each chunk starts, its kind, and where its checksum is."""
    start = len(_SIGNATURE)
    while start + _CHUNK.size <= len(data):
        length, kind = _CHUNK.unpack_from(data, start)
        end = start + _CHUNK.size + length
        yield start, kind, end
        start = end + _CHECKSUM.size
