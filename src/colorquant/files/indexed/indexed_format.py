"""What a format of indexed images can do."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from colorquant._validation import MAX_COLORS
from colorquant.files.metadata import Metadata

Indices: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]
Colors: TypeAlias = NDArray[np.uint8]
Compression = Literal["fast", "small", "smallest"]

COMPRESSIONS: tuple[Compression, ...] = get_args(Compression)
MAX_INDEXED_COLORS = 256
"""What the palette of a PNG, GIF, TIFF or BMP can hold."""


def _no_losses(colors: Colors, metadata: Metadata) -> list[str]:
    """Describe what a format cannot store of an image: nothing.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 palette entries.
    metadata
        The metadata of the image.

    Returns
    -------
    list of str
        A sentence for each loss.
    """
    return []


@dataclass(frozen=True)
class IndexedFormat:
    """How indices (h, w) and their palette (k, 3 or 4) become a file, and what that can hold.

    Attributes
    ----------
    encode : callable
        To the bytes of a file.
    longest_side : int
        How many pixels it may be wide or high.
    max_colors : int
        How many colors it may have.
    alpha_levels : int
        How many levels of opacity it holds: 1, all is opaque; 2, all or nothing; or 256.
    holds_profile : bool
        Whether it holds an ICC profile.
    takes_compression : bool
        Whether there is a choice of how hard its pixels are compressed.
    packages : mapping
        The package that a compression needs, where it needs one.
    losses : callable
        What a file of it will not show of colors and metadata, in words.
    """

    encode: Callable[[Indices, Colors, Metadata, Compression], bytes]
    longest_side: int
    max_colors: int = MAX_COLORS
    alpha_levels: int = 256
    holds_profile: bool = True
    takes_compression: bool = False
    packages: Mapping[Compression, str] = field(default_factory=dict)
    losses: Callable[[Colors, Metadata], list[str]] = _no_losses


_NAMES = {"exif": "Exif", "xmp": "XMP", "dpi": "resolution"}


def metadata_left_out(
    metadata: Metadata, limit: str, *, held: Collection[str] = (), texts: Collection[str] = ()
) -> list[str]:
    """Describe the metadata that a format cannot store.

    Parameters
    ----------
    metadata
        What there is. The profile is not counted.
    limit
        What the sentence begins with, such as ``"a BMP holds no metadata but the resolution"``.
    held
        Which of ``"exif"``, ``"xmp"`` and ``"dpi"`` the format holds.
    texts
        The keywords of the texts that it holds.

    Returns
    -------
    list of str
        One sentence, or none if everything is stored.
    """
    names = [name for kind, name in _NAMES.items() if kind not in held and getattr(metadata, kind)]
    names += [f"the text {key!r}" for key in metadata.text if key not in texts]
    return [f"{limit}; left out: {', '.join(names)}"] if names else []
