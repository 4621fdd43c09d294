"""The only room that touches disks: image files in, indexed files out, whole or not at all."""

from colorquant.files.indexed import INDEXED_WRITERS, save_indexed
from colorquant.files.output import check_output, write_atomically
from colorquant.files.reading import open_image

__all__ = [
    "INDEXED_WRITERS",
    "check_output",
    "open_image",
    "save_indexed",
    "write_atomically",
]
