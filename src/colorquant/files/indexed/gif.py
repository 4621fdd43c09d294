"""GIF: up to 256 colors, one of them transparent."""

from typing import Any

import numpy as np

from colorquant.files.indexed.indexed_format import (
    MAX_INDEXED_COLORS,
    Colors,
    Compression,
    IndexedFormat,
    Indices,
    metadata_left_out,
)
from colorquant.files.indexed.pillow_image import file_of, paletted
from colorquant.files.metadata import Metadata


def _encode(
    indices: Indices, colors: Colors, metadata: Metadata, compression: Compression
) -> bytes:
    options: dict[str, Any] = {}
    [clear] = np.nonzero((colors[:, 3:] < 128).any(axis=1))
    if len(clear):
        options["transparency"] = int(clear[0])
        indices = np.where(np.isin(indices, clear), clear[0], indices)
    if comment := metadata.text.get("Comment"):
        options["comment"] = comment.encode("utf-8")
    return file_of(paletted(indices, colors), "GIF", optimize=False, **options)


def _losses(colors: Colors, metadata: Metadata) -> list[str]:
    losses = metadata_left_out(metadata, "a GIF holds no metadata but a comment", texts=["Comment"])
    if between := int(((colors[:, 3:] > 0) & (colors[:, 3:] < 255)).sum()):
        entries = "1 entry is" if between == 1 else f"{between:,} entries are"
        losses.insert(0, f"{entries} partly transparent; a GIF shows all or nothing")
    return losses


GIF = IndexedFormat(
    _encode,
    longest_side=2**16 - 1,
    max_colors=MAX_INDEXED_COLORS,
    alpha_levels=2,
    holds_profile=False,
    losses=_losses,
)
