"""BMP: up to 256 colors in a palette, more in true color, all of them opaque."""

from colorquant.files.indexed.indexed_format import (
    Colors,
    Compression,
    IndexedFormat,
    Indices,
    metadata_left_out,
)
from colorquant.files.indexed.pillow_image import as_it_fits, file_of
from colorquant.files.metadata import Metadata


def _encode(
    indices: Indices, colors: Colors, metadata: Metadata, compression: Compression
) -> bytes:
    return file_of(as_it_fits(indices, colors), "BMP", dpi=metadata.dpi)


def _losses(colors: Colors, metadata: Metadata) -> list[str]:
    return metadata_left_out(metadata, "a BMP holds no metadata but the resolution", held=["dpi"])


BMP = IndexedFormat(
    _encode, longest_side=2**31 - 1, alpha_levels=1, holds_profile=False, losses=_losses
)
