"""The only room that touches disks: image files in, indexed files out, whole or not at all."""

from colorquant.files.atomic import folder_of
from colorquant.files.histograms import read_histogram, write_histogram
from colorquant.files.indexed import (
    COMPRESSIONS,
    INDEXED_FORMATS,
    Compression,
    alpha_levels,
    check_indexed_output,
    encode_indexed,
    save_indexed,
    size_of_indexed,
)
from colorquant.files.metadata import Metadata, orientation, read_metadata, read_profile
from colorquant.files.output import check_output, write_atomically
from colorquant.files.palettes import (
    PALETTE_FORMATS,
    Swatches,
    check_palette_output,
    encode_palette,
    make_swatches,
    one_line,
    read_palette,
    write_palette,
)
from colorquant.files.reading import NamedBytes, decoding, name_of, open_image, read_bytes, reopened
from colorquant.files.sixteen_bit import read_deep
from colorquant.files.tiff import (
    highest_gray,
    lies_sideways,
    mend_byte_order,
    mend_numbers,
    raw_mode,
)

__all__ = [
    "COMPRESSIONS",
    "INDEXED_FORMATS",
    "PALETTE_FORMATS",
    "Compression",
    "Metadata",
    "NamedBytes",
    "Swatches",
    "alpha_levels",
    "check_indexed_output",
    "check_output",
    "check_palette_output",
    "decoding",
    "encode_indexed",
    "encode_palette",
    "folder_of",
    "highest_gray",
    "lies_sideways",
    "make_swatches",
    "mend_byte_order",
    "mend_numbers",
    "name_of",
    "one_line",
    "open_image",
    "orientation",
    "raw_mode",
    "read_bytes",
    "read_deep",
    "read_histogram",
    "read_metadata",
    "read_palette",
    "read_profile",
    "reopened",
    "save_indexed",
    "size_of_indexed",
    "write_atomically",
    "write_histogram",
    "write_palette",
]
