"""PNG: up to 256 colors in a palette, more in true color."""

import struct
import zlib
from typing import Any

from colorquant.files.indexed.deflate import deflated
from colorquant.files.indexed.indexed_format import (
    MAX_INDEXED_COLORS,
    Colors,
    Compression,
    IndexedFormat,
    Indices,
)
from colorquant.files.indexed.pillow_image import file_of, in_true_color, paletted
from colorquant.files.indexed.scanlines import (
    FILTERS,
    NONE,
    Rows,
    best_filter,
    filtered,
    packed,
)
from colorquant.files.metadata import Metadata
from colorquant.files.png import pixel_data, with_chunks

_INDEXED = 3  # the color type


def _encode(
    indices: Indices, colors: Colors, metadata: Metadata, compression: Compression
) -> bytes:
    if len(colors) > MAX_INDEXED_COLORS:
        return _true_color(indices, colors, metadata, compression)
    bits = next(bits for bits in (1, 2, 4, 8) if len(colors) <= 1 << bits)
    # Pillow writes all that is around the pixels, here those of one pixel. It filters what has
    # less than 8 bits, which makes it larger, and tries only one way to compress it.
    around = file_of(
        paletted(indices[:1, :1], colors),
        "PNG",
        bits=bits,
        transparency=colors[:, 3:].tobytes().rstrip(b"\xff") or None,
        **_metadata_options(metadata),
    )
    height, width = indices.shape
    header = struct.pack(">IIBBBBB", width, height, bits, _INDEXED, 0, 0, 0)
    pixels = _compressed(packed(indices, bits), compression)
    return with_chunks(around, {b"IHDR": header, b"IDAT": pixels})


def _compressed(rows: Rows, compression: Compression) -> bytes:
    if compression == "fast":
        return _with_filter(rows, NONE, "fast")
    if compression == "small":
        return _with_filter(rows, best_filter(rows), "small")
    sizes = [len(_with_filter(rows, kind, "small")) for kind in FILTERS]
    return _with_filter(rows, sizes.index(min(sizes)), "smallest")


def _with_filter(rows: Rows, kind: int, compression: Compression) -> bytes:
    return deflated(filtered(rows, kind), compression, filtered=kind != NONE)


def _true_color(
    indices: Indices, colors: Colors, metadata: Metadata, compression: Compression
) -> bytes:
    options = _metadata_options(metadata)
    stored = file_of(in_true_color(indices, colors), "PNG", compress_level=0, **options)
    filtered_rows = zlib.decompress(pixel_data(stored))
    return with_chunks(stored, {b"IDAT": deflated(filtered_rows, compression, filtered=True)})


def _metadata_options(metadata: Metadata) -> dict[str, Any]:
    """Return the options of Pillow that write metadata; none for what there is not."""
    from PIL.PngImagePlugin import PngInfo  # takes a while, and Pillow leaves it until then, too

    chunks = PngInfo()
    if metadata.xmp:
        chunks.add_itxt("XML:com.adobe.xmp", metadata.xmp.decode("utf-8"))
    for keyword, text in metadata.text.items():
        chunks.add_text(keyword, text)
    return {
        "icc_profile": metadata.icc_profile,
        "exif": metadata.exif,
        "dpi": metadata.dpi,
        "pnginfo": chunks if chunks.chunks else None,
    }


PNG = IndexedFormat(
    _encode,
    longest_side=2**31 - 1,
    takes_compression=True,
    packages={"smallest": "zopfli"},
)
