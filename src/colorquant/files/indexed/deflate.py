"""Bytes in a zlib stream, as small as is wanted."""

import zlib

from colorquant.files.indexed.indexed_format import Compression

# Memory level and strategy. The fewer symbols share one code, the closer it fits them: little
# memory for images that change from place to place, more for the others. 7 is best of all on the
# Kodak photographs, and 5, which pngquant has, on many screenshots; so that is tried, too, where
# there is much to win, and where it costs nothing. What a filter made has fewer repeats than small
# numbers, which the other strategies are for; they take little time.
_OF_PLAIN_ROWS = ((7, zlib.Z_DEFAULT_STRATEGY),)
_OF_FLAT_ROWS = ((5, zlib.Z_DEFAULT_STRATEGY),)
_FLAT = 0.25  # of its bytes or less are left: photographs keep more than 0.4, dithered or not
_SMALL = 1 << 16  # bytes, for which two passes are quick
_OF_FILTERED_ROWS = (
    (7, zlib.Z_DEFAULT_STRATEGY),
    (7, zlib.Z_FILTERED),
    (9, zlib.Z_RLE),
)

# As zopflipng has it: 15 rounds, and fewer for much data.
_ROUNDS, _ROUNDS_OF_MUCH, _MUCH = 15, 5, 200_000


def deflated(data: bytes, compression: Compression, *, filtered: bool = False) -> bytes:
    """Return a zlib stream; the same data gives the same stream.

    Parameters
    ----------
    data
        What is compressed.
    compression
        ``"fast"``: one pass. ``"small"``: the smallest of up to three slower ones.
        ``"smallest"``: what Zopfli makes of it, which has to be installed, or the former should
        that be larger.
    filtered
        Whether it is the differences that a filter of a PNG makes, and not indices.

    Returns
    -------
    bytes
        A zlib stream; the same data gives the same stream.
    """
    if compression == "fast":
        strategy = zlib.Z_FILTERED if filtered else zlib.Z_DEFAULT_STRATEGY
        return _pass(data, 6, zlib.DEF_MEM_LEVEL, strategy)
    ways = _OF_FILTERED_ROWS if filtered else _OF_PLAIN_ROWS
    streams = [_pass(data, 9, *way) for way in ways]
    if not filtered and (len(data) <= _SMALL or len(streams[0]) <= _FLAT * len(data)):
        streams += [_pass(data, 9, *way) for way in _OF_FLAT_ROWS]
    if compression == "smallest":
        from zopfli.zlib import compress

        rounds = _ROUNDS if len(data) <= _MUCH else _ROUNDS_OF_MUCH
        streams.append(compress(data, numiterations=rounds))
    return min(streams, key=len)


def _pass(data: bytes, level: int, memory: int, strategy: int) -> bytes:
    compressor = zlib.compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS, memory, strategy)
    return compressor.compress(data) + compressor.flush()
