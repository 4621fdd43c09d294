"""The only room that touches disks: image files in, indexed files out, whole or not at all."""

from colorquant.files.indexed import INDEXED_FORMATS, check_indexed_output, save_indexed
from colorquant.files.output import check_output, write_atomically
from colorquant.files.reading import decoding, open_image

__all__ = [
    "INDEXED_FORMATS",
    "check_indexed_output",
    "check_output",
    "decoding",
    "open_image",
    "save_indexed",
    "write_atomically",
]
