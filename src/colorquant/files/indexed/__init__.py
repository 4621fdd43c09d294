"""Indexed images as files: one format a file, and the registry of them, `INDEXED_FORMATS`."""

from colorquant.files.indexed.indexed_file import (
    INDEXED_FORMATS,
    alpha_levels,
    check_indexed_output,
    encode_indexed,
    save_indexed,
    size_of_indexed,
)
from colorquant.files.indexed.indexed_format import COMPRESSIONS, Compression, IndexedFormat

__all__ = [
    "COMPRESSIONS",
    "INDEXED_FORMATS",
    "Compression",
    "IndexedFormat",
    "alpha_levels",
    "check_indexed_output",
    "encode_indexed",
    "save_indexed",
    "size_of_indexed",
]
