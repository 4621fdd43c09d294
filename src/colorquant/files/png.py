"""What Pillow leaves to do of PNG files: to check that their pixels are what was written."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHUNK = struct.Struct(">I4s")


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
    view, start = memoryview(data), len(_SIGNATURE)
    while start + _CHUNK.size <= len(data):
        length, kind = _CHUNK.unpack_from(data, start)
        end = start + _CHUNK.size + length  # where the checksum of kind and content is
        if kind == b"IDAT" and end + 4 <= len(data):
            [told] = struct.unpack_from(">I", data, end)
            if zlib.crc32(view[start + 4 : end]) != told:
                raise ValueError(f"the checksum of the pixel data at byte {start:,} is wrong")
        start = end + 4
