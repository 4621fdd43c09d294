"""TIFF: up to 256 opaque colors in a palette, anything else in true color; deflated."""

from PIL import Image

from colorquant.files.indexed.indexed_format import (
    Colors,
    Compression,
    IndexedFormat,
    Indices,
    metadata_left_out,
)
from colorquant.files.indexed.pillow_image import as_it_fits, file_of
from colorquant.files.metadata import Metadata

_XMP = 700
_DIRECTORIES = (0x8769, 0x8825)  # of Exif, and of places: Pillow cannot write them compressed


def _encode(
    indices: Indices, colors: Colors, metadata: Metadata, compression: Compression
) -> bytes:
    return file_of(
        as_it_fits(indices, colors),
        "TIFF",
        compression="tiff_adobe_deflate",
        icc_profile=metadata.icc_profile,
        dpi=metadata.dpi,
        exif=_tags(metadata),
    )


def _tags(metadata: Metadata) -> Image.Exif:
    tags = Image.Exif()
    if metadata.exif:
        tags.load(metadata.exif)
        for directory in _DIRECTORIES:
            tags.pop(directory, None)
    if metadata.xmp:
        tags[_XMP] = metadata.xmp
    return tags


def _losses(colors: Colors, metadata: Metadata) -> list[str]:
    return metadata_left_out(
        metadata, "a TIFF gets no texts, and of Exif only its first directory", held=["xmp", "dpi"]
    )


TIFF = IndexedFormat(_encode, longest_side=2**31 - 1, losses=_losses)
