"""Images that are indices into a palette already."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image


@dataclass(frozen=True, eq=False)
class Indexed:
    """The indices and the palette that an image came with.

    Attributes
    ----------
    indices : numpy.ndarray
        (h, w) uint8 index of each pixel's entry.
    entries : numpy.ndarray
        (k, 3) uint8 sRGB in the file's order, or (k, 4) with alpha if one is not opaque; an entry
        of no opacity is 0 throughout. Entries may be equal, or be of no pixel.
    """

    indices: NDArray[np.uint8]
    entries: NDArray[np.uint8]


def read_palette(image: Image.Image) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the indices (h, w) and RGBA entries (k, 4) of a decoded image of mode P.

    An index that the palette has no entry for is black, as it is to Pillow.
    """
    indices = np.array(image)
    listed = np.array(image.getpalette("RGBA") or [], np.uint8).reshape(-1, 4)
    entries = np.zeros((max(len(listed), int(indices.max()) + 1), 4), np.uint8)
    entries[:, 3] = 255
    entries[: len(listed)] = listed
    _set_alpha(entries, image.info.get("transparency"))
    return indices, entries


def _set_alpha(entries: NDArray[np.uint8], transparency: Any) -> None:
    """Set the alpha of entries to that of each of the first, or of one to 0."""
    if isinstance(transparency, bytes):
        alpha = np.frombuffer(transparency, np.uint8)[: len(entries)]
        entries[: len(alpha), 3] = alpha
    elif isinstance(transparency, int) and 0 <= transparency < len(entries):
        entries[transparency, 3] = 0
