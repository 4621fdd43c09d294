"""The codebook: the colours that represent an image, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorquant._options import MAX_COLORS, resolve_threads
from colorquant._progress import Progress
from colorquant.color import get_space
from colorquant.color.depth import with_alpha, without_alpha, without_hidden
from colorquant.errors import InvalidPaletteError
from colorquant.files import Swatches, one_line, read_palette, write_palette
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
    names : sequence of str, optional
        What each entry is called: a text of one line, without white space at its ends, or empty.

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
    names : tuple of str or None
        As given; None if no entry has a name. Palettes of the same colours and space are equal,
        whatever these are called.

    Raises
    ------
    InvalidPaletteError
        If `colors` or `names` are anything else.
    InvalidOptionError
        If there is no such space.
    """

    colors: NDArray[np.uint8]
    space: str = "srgb"
    algorithm_version: int | None = None
    optimal: bool = False
    names: tuple[str, ...] | None = None

    def __init__(
        self,
        colors: ArrayLike | Sequence[Sequence[int]],
        *,
        space: str = "srgb",
        algorithm_version: int | None = None,
        optimal: bool = False,
        names: Sequence[str] | None = None,
    ) -> None:
        object.__setattr__(self, "colors", _checked(colors))
        object.__setattr__(self, "space", get_space(space).name)
        object.__setattr__(self, "algorithm_version", algorithm_version)
        object.__setattr__(self, "optimal", optimal)
        object.__setattr__(self, "names", _checked_names(names, len(self.colors)))

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, space: str = "srgb") -> Self:
        """Read a palette file.

        Parameters
        ----------
        path
            The file; its ending names the format: ``.gpl``, ``.hex``, ``.pal`` (of Jasc or of
            Microsoft), ``.act``, ``.ase``, ``.aco``, ``.txt`` of paint.net, ``.json``, ``.css`` or
            ``.png``.
        space
            The working space of the palette; no format knows it.

        Returns
        -------
        Palette
            In the order of the file, with its names.

        Raises
        ------
        InvalidOptionError
            If there is no such format or space.
        ImageFileError
            If the file cannot be read, is damaged, or holds more than 16 MiB.
        InvalidPaletteError
            If it holds no colours, or more than 65,536.

        Warns
        -----
        ColorQuantWarning
            If colours are repeated: the first of equal ones is kept.
        """
        space = get_space(space).name
        swatches = read_palette(path)
        return cls(swatches.colors, space=space, names=swatches.names)

    def save(self, path: str | os.PathLike[str], *, format: str | None = None) -> None:
        """Write a palette file, whole or not at all.

        Parameters
        ----------
        path
            The file; its ending names the format, see `load`. Its name without that is the title,
            where a format has one. Names are left out in formats that have none.
        format
            Which of several formats with that ending: ``"jasc"``, the usual one, or ``"riff"`` of
            ``.pal``.

        Raises
        ------
        InvalidOptionError
            If there is no such format, or it cannot hold so many colours, or their alpha.
        ImageFileError
            If writing fails.
        """
        title = one_line(Path(path).stem)
        write_palette(
            path, Swatches(with_alpha(self.colors).view(np.uint8), self.names, title), format
        )

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


def _checked_names(names: Sequence[str] | None, count: int) -> tuple[str, ...] | None:
    if names is None:
        return None
    if isinstance(names, str | bytes) or not isinstance(names, Sequence):
        raise InvalidPaletteError(
            f"names is of type {type(names).__name__}; allowed is a sequence of one text per colour"
        )
    if len(names) != count:
        raise InvalidPaletteError(
            f"the palette has {len(names):,} names and {count:,} colours; needed are as many"
        )
    for place, name in enumerate(names):
        if not isinstance(name, str) or name != one_line(name):
            raise InvalidPaletteError(
                f"the name of entry {place:,} is {name!r}; allowed is text of one line, "
                "without white space at its ends"
            )
    return tuple(names) if any(names) else None
