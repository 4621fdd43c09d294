"""Lossless WebP: the pixels, exactly; it makes a palette of its own of them."""

from colorquant.errors import InvalidOptionError
from colorquant.files.indexed.indexed_format import (
    Colors,
    Compression,
    IndexedFormat,
    Indices,
    metadata_left_out,
)
from colorquant.files.indexed.pillow_image import file_of, in_true_color
from colorquant.files.metadata import Metadata

# Pillow's method, 0 to 6, and effort of lossless compression, 0 to 100: how hard libwebp tries.
_METHOD_AND_EFFORT: dict[Compression, tuple[int, int]] = {
    "fast": (0, 10),
    "small": (4, 80),
    "smallest": (6, 100),
}


def _encode(
    indices: Indices, colors: Colors, metadata: Metadata, compression: Compression
) -> bytes:
    from PIL import features

    if not features.check("webp"):
        raise InvalidOptionError("this Pillow was built without WebP; allowed is another format")
    method, effort = _METHOD_AND_EFFORT[compression]
    image = in_true_color(indices, colors)
    return file_of(
        image,
        "WEBP",
        lossless=True,
        exact=True,
        method=method,
        quality=effort,
        icc_profile=metadata.icc_profile,
        exif=metadata.exif,
        xmp=metadata.xmp,
    )


def _losses(colors: Colors, metadata: Metadata) -> list[str]:
    return metadata_left_out(
        metadata, "a WebP holds no texts and no resolution", held=["exif", "xmp"]
    )


WEBP = IndexedFormat(
    _encode,
    longest_side=2**14 - 1,
    takes_compression=True,
    losses=_losses,
)
