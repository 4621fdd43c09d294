"""The codebook: the colours that represent an image, in a stable order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorquant._options import MAX_COLORS, resolve_threads
from colorquant._progress import Progress
from colorquant.color import get_space
from colorquant.color.depth import without_alpha, without_hidden
from colorquant.errors import InvalidPaletteError
from colorquant.image import ImageLike, as_picture
from colorquant.indexed import IndexedImage
from colorquant.remapping import nearest

_ALLOWED = (
    f"allowed are 1 to {MAX_COLORS:,} distinct rows of red, green and blue, and perhaps alpha, "
    "from 0 to 255"
)


@dataclass(frozen=True, eq=False, init=False)
class Palette:
    """Distinct colours in a stable order.

    Parameters
    ----------
    colors : array_like
        (k, 3) sRGB entries, or (k, 4) with alpha, whole numbers from 0 to 255, all different, 1 to
        65,536 of them. Fully transparent ones are all the same, (0, 0, 0, 0).
    space : str
        The working space in which the nearest colour is nearest: ``"srgb"``, ``"linear"``,
        ``"oklab"`` or ``"lab"``. A fitted palette has that of its fit.

    Attributes
    ----------
    colors : numpy.ndarray
        (k, 3) uint8, or (k, 4) if any is not opaque, read-only, in the order given.
    space : str
        As given.
    algorithm_version : int or None
        Which version of the method fitted it; another version may answer otherwise. None for
        colours that were given.
    optimal : bool
        Whether no palette of this size represents what it was fitted to better: proven.

    Raises
    ------
    InvalidPaletteError
        If `colors` is anything else.
    InvalidOptionError
        If there is no such space.
    """

    colors: NDArray[np.uint8]
    space: str = "srgb"
    algorithm_version: int | None = None
    optimal: bool = False

    def __init__(
        self,
        colors: ArrayLike | Sequence[Sequence[int]],
        *,
        space: str = "srgb",
        algorithm_version: int | None = None,
        optimal: bool = False,
    ) -> None:
        object.__setattr__(self, "colors", _checked(colors))
        object.__setattr__(self, "space", get_space(space).name)
        object.__setattr__(self, "algorithm_version", algorithm_version)
        object.__setattr__(self, "optimal", optimal)

    def __len__(self) -> int:
        return len(self.colors)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Palette)
            and self.space == other.space
            and np.array_equal(self.colors, other.colors)
        )

    def __hash__(self) -> int:
        return hash((self.space, self.colors.tobytes()))

    def apply(
        self,
        image: ImageLike,
        *,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> IndexedImage:
        """Map every pixel of an image to its nearest colour, the lowest index on ties.

        Parameters
        ----------
        image
            A path, a file object, a Pillow image or an array; see `colorquant.quantize`.
        threads
            How many threads to use; the answer does not depend on it.
        progress
            Told now and then the share done, from 0 to 1.

        Returns
        -------
        IndexedImage

        Raises
        ------
        ImageFileError, InvalidImageError
            If the image cannot be taken.
        """
        picture = as_picture(image)
        mapped = nearest(
            picture.pixels,
            self.colors,
            space=self.space,
            threads=resolve_threads(threads),
            progress=progress,
        )
        return IndexedImage(
            mapped.indices, self, mapped.squared_error / mapped.indices.size, picture.metadata
        )


def dark_to_light(colors: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Sort distinct colours by luma (Rec. ITU-R BT.601), equal ones by the channels in turn.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8.

    Returns
    -------
    numpy.ndarray
        The same rows in the order in which every fitter returns its palette.
    """
    channels = colors.astype(np.int64).T
    luma = 299 * channels[0] + 587 * channels[1] + 114 * channels[2]
    return colors[np.lexsort((*channels[::-1], luma))]


def _checked(colors: ArrayLike | Sequence[Sequence[int]]) -> NDArray[np.uint8]:
    try:
        array = np.asarray(colors)
    except ValueError:
        raise InvalidPaletteError(f"the palette's rows differ in length; {_ALLOWED}") from None
    if array.ndim != 2 or array.shape[1] not in (3, 4) or not 1 <= len(array) <= MAX_COLORS:
        raise InvalidPaletteError(f"the palette's shape is {array.shape}; {_ALLOWED}")
    if array.dtype.kind not in "iu":
        raise InvalidPaletteError(f"the palette's type is {array.dtype}; {_ALLOWED}")
    if array.min() < 0 or array.max() > 255:
        raise InvalidPaletteError(
            f"the palette's values go from {array.min()} to {array.max()}; {_ALLOWED}"
        )
    entries = np.array(array, dtype=np.uint8, order="C")
    entries = without_alpha(without_hidden(entries).view(np.uint8))
    if repeated := len(entries) - len(np.unique(entries, axis=0)):
        raise InvalidPaletteError(f"the palette repeats {repeated:,} of its colours; {_ALLOWED}")
    entries.flags.writeable = False
    return entries
