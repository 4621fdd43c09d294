"""Palettes: distinct colors in a fixed order."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from colorquant._progress import Progress
from colorquant._validation import MAX_COLORS, resolve_threads
from colorquant.color import get_space
from colorquant.dithering import Dither, dithered, get_ditherer
from colorquant.errors import InvalidOptionError, InvalidPaletteError
from colorquant.files import Swatches, one_line, read_palette, write_palette
from colorquant.image import ImageLike, load_image
from colorquant.palette.indexed_image import IndexedImage
from colorquant.palette.named import NAMED_PALETTES
from colorquant.palette.orders import arrange, arrange_by_luma, check_order
from colorquant.pixels import parse_colors, to_hex, with_alpha, without_alpha, without_hidden
from colorquant.remapping import nearest
from colorquant.rendering import as_html, as_png, draw_sheet

_MAX_IN_REPR = 8
_ALLOWED = (
    f"allowed are 1 to {MAX_COLORS:,} distinct rows of red, green and blue, optionally alpha, "
    "from 0 to 255"
)


@dataclass(frozen=True, eq=False, init=False, repr=False)
class Palette:
    """Distinct sRGB colors in a fixed order.

    Parameters
    ----------
    colors : array_like
        (k, 3) sRGB entries, or (k, 4) with alpha, whole numbers from 0 to 255, or texts such as
        ``"#ff8800"``, ``"#f80"`` or a CSS name; all different, 1 to 65,536 of them. Fully
        transparent ones are all the same, (0, 0, 0, 0).
    space : str
        The working space in which color distances are measured: ``"srgb"``, ``"linear"``,
        ``"oklab"`` or ``"lab"``. A fitted palette has the space of its fit.
    names : sequence of str, optional
        Name of each entry: one line without surrounding white space, or empty.

    Attributes
    ----------
    colors : numpy.ndarray
        (k, 3) uint8, or (k, 4) if any is not opaque, read-only, in the order given.
    space : str
        As given.
    algorithm_version : int or None
        Version of the method that fitted it; results may differ between versions. None for
        colors that were not fitted.
    optimal : bool
        Whether it is proven that no palette of this size has a lower distortion.
    names : tuple of str or None
        As given; None if no entry has a name. Equality compares colors and space, not names.

    Raises
    ------
    InvalidPaletteError
        If `colors` or `names` are invalid.
    InvalidOptionError
        If the space is unknown.

    Examples
    --------
    >>> from colorquant import Palette
    >>> palette = Palette([[0, 0, 0], [255, 255, 255]], names=["black", "white"])
    >>> palette
    <Palette of 2 colors, space srgb: #000000 #ffffff>
    >>> palette.names
    ('black', 'white')
    """

    colors: NDArray[np.uint8]
    space: str = "srgb"
    algorithm_version: int | None = None
    optimal: bool = False
    names: tuple[str, ...] | None = None

    def __init__(
        self,
        colors: ArrayLike | Sequence[Sequence[int] | str],
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
    def named(cls, name: str, *, space: str = "srgb") -> Self:
        """Return a well-known palette.

        Parameters
        ----------
        name
            A key of `colorquant.palette.NAMED_PALETTES`, such as ``"gameboy"`` or ``"web216"``.
        space
            The working space of the palette.

        Returns
        -------
        Palette
            Opaque, in its traditional order.

        Raises
        ------
        InvalidOptionError
            If there is no palette of this name, or no such space.

        Examples
        --------
        >>> import colorquant as cq
        >>> cq.Palette.named("gameboy")
        <Palette of 4 colors, space srgb: #0f380f #306230 #8bac0f #9bbc0f>
        """
        if name not in NAMED_PALETTES:
            raise InvalidOptionError(
                f"palette is {name!r}; allowed are {', '.join(NAMED_PALETTES)}"
            )
        return cls(NAMED_PALETTES[name].colors(), space=space)

    @classmethod
    def of(cls, source: PaletteLike, *, space: str = "srgb", option: str = "palette") -> Palette:
        """Return whatever stands for a palette as one.

        Parameters
        ----------
        source
            A `Palette`, returned as it is; the name of a well-known one; colors in one text, such
            as ``"#112233 #445566"``; the path of a palette file; or colors as `Palette` takes
            them.
        space
            The working space, unless `source` is a `Palette`.
        option
            What errors call the source.

        Returns
        -------
        Palette

        Raises
        ------
        InvalidOptionError
            If a text is neither a name, colors nor the path of a palette file.
        ImageFileError, InvalidPaletteError
            If a file cannot be read, or the colors make no palette.
        """
        if isinstance(source, Palette):
            return source
        if isinstance(source, str) and source.startswith("#"):
            source = re.split(r"[\s,]+", source.strip())
        if not isinstance(source, str | os.PathLike):
            try:
                return cls(source, space=space)
            except InvalidPaletteError as error:
                raise InvalidPaletteError(f"{option}: {error}") from None
        if isinstance(source, str):
            if source in NAMED_PALETTES:
                return cls.named(source, space=space)
            if not Path(source).suffix and not Path(source).exists():
                names = ", ".join(NAMED_PALETTES)
                close = get_close_matches(source, NAMED_PALETTES, n=1)
                hint = f" (did you mean {close[0]!r}?)" if close else ""
                raise InvalidOptionError(
                    f"{option} is {source!r}; allowed are {names}{hint}, a palette file, or "
                    'colors: "#rrggbb #rrggbb"'
                )
        return cls.load(source, space=space)

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, space: str = "srgb") -> Self:
        """Read a palette file.

        Parameters
        ----------
        path
            The file; its extension sets the format: ``.gpl``, ``.hex``, ``.pal`` (JASC or
            Microsoft), ``.act``, ``.ase``, ``.aco``, ``.txt`` (paint.net), ``.json``, ``.css`` or
            ``.png``.
        space
            The working space of the palette, which files do not store.

        Returns
        -------
        Palette
            The colors in file order, with their names.

        Raises
        ------
        InvalidOptionError
            If the format or space is unknown.
        ImageFileError
            If the file cannot be read, is damaged, or is larger than 16 MiB.
        InvalidPaletteError
            If it has no colors, or more than 65,536.

        Warns
        -----
        ColorQuantWarning
            If colors are repeated; only the first is kept.
        """
        space = get_space(space).name
        swatches = read_palette(path)
        return cls(swatches.colors, space=space, names=swatches.names)

    def save(
        self, path: str | os.PathLike[str], *, format: str | None = None, overwrite: bool = True
    ) -> None:
        """Write a palette file, whole or not at all.

        Parameters
        ----------
        path
            The file; its extension sets the format, see `load`. The file name without extension is
            the title, in formats that have one. Formats without color names omit them.
        format
            Which of several formats with that ending: ``"jasc"``, the usual one, or ``"riff"`` of
            ``.pal``.
        overwrite
            Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

        Raises
        ------
        InvalidOptionError
            If the format is unknown, or cannot hold this many colors or alpha.
        ImageFileError
            If writing fails.
        """
        title = one_line(Path(path).stem)
        write_palette(
            path,
            Swatches(with_alpha(self.colors).view(np.uint8), self.names, title),
            format,
            overwrite=overwrite,
        )

    def sorted(self, by: str, *, keep: int = 0) -> Self:
        """Return the palette sorted, with its names.

        Parameters
        ----------
        by
            ``"luma"``: from dark to light (Rec. ITU-R BT.601). ``"hue"``: first the grays, which
            are within 0.02 of one in OKLab, from dark to light, then by the hue of OKLab from 0°
            up, from pink over red, yellow, green and blue to purple. ``"none"``: as they are.
            What is equal goes from dark to light.
        keep
            Number of entries at the front that stay in place, such as a transparent one at index 0.

        Returns
        -------
        Palette
            The same entries in sorted order.

        Raises
        ------
        InvalidOptionError
            If the order is unknown or `keep` is out of range. ``"count"`` needs an image; see
            `IndexedImage.sorted`.

        Examples
        --------
        >>> from colorquant import Palette
        >>> Palette([[255, 255, 255], [0, 0, 0]]).sorted("luma").colors.tolist()
        [[0, 0, 0], [255, 255, 255]]
        """
        return self.permuted(arrange(self.colors, by, keep=keep))

    def permuted(self, order: ArrayLike) -> Self:
        """Return the palette reordered by a permutation, with its names.

        Parameters
        ----------
        order
            (k,) integers: new entry i is old entry ``order[i]``.

        Returns
        -------
        Palette
            The same entries in the new order.

        Raises
        ------
        InvalidOptionError
            If `order` is not a permutation.

        Examples
        --------
        >>> from colorquant import Palette
        >>> Palette([[255, 0, 0], [0, 0, 255]]).permuted([1, 0]).colors.tolist()
        [[0, 0, 255], [255, 0, 0]]
        """
        taken = check_order(order, len(self))
        names = self.names and tuple(self.names[place] for place in taken)
        return replace(self, colors=self.colors[taken], names=names)

    def swatches(self, *, columns: int | None = None, side: int | None = None) -> Image.Image:
        """Draw the palette as squares, in reading order and without gaps.

        This is for display; use `save` with ``.png`` for an image that `load` can read.

        Parameters
        ----------
        columns
            Entries per row, 1 to 65,536; by default 16, and more above 256 entries, so that the
            image is no taller than wide.
        side
            Side of a square in pixels, 1 to 512; by default 32, and less above 16 columns, so that
            the image is no wider than 512.

        Returns
        -------
        PIL.Image.Image
            RGBA. Opaque squares have exactly the color of their entry; entries with alpha are drawn
            over a white and gray checkerboard. The area after the last entry is transparent.

        Raises
        ------
        InvalidOptionError
            If an option is out of range, or the image would have more than 16,777,216 pixels.

        Examples
        --------
        >>> from colorquant import Palette
        >>> Palette([[0, 0, 0], [255, 255, 255]]).swatches(columns=2, side=8).size
        (16, 8)
        """
        return draw_sheet(self.colors, columns=columns, side=side)

    def _repr_html_(self) -> str:
        """Return HTML for notebooks."""
        return as_html(self.colors, self.names, f"Palette of {self._described()}")

    def _repr_png_(self) -> bytes:
        """Return a PNG for notebooks without HTML."""
        return as_png(self.swatches())

    def _described(self) -> str:
        count = "1 color" if len(self) == 1 else f"{len(self):,} colors"
        return f"{count}, space {self.space}"

    def __repr__(self) -> str:
        """Return a one-line summary."""
        shown = " ".join(map(to_hex, self.colors[:_MAX_IN_REPR].tolist()))
        return f"<Palette of {self._described()}: {shown}{' …' * (len(self) > _MAX_IN_REPR)}>"

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
        dither: Dither = "auto",
        dither_strength: float | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> IndexedImage:
        """Map every pixel of an image to an entry, dithered unless asked otherwise.

        Parameters
        ----------
        image
            A path, a file object, a Pillow image or an array; see `colorquant.quantize`.
        dither
            The dithering method: a key of `colorquant.dithering.DITHERERS`, a ditherer, or
            ``"none"`` for the nearest color alone (on ties, the one with the lowest index).
        dither_strength
            0, the nearest color, to 1; by default what suits the method.
        threads
            Number of threads. The result does not depend on it.
        progress
            Called with the fraction done, 0 to 1.

        Returns
        -------
        IndexedImage
            (h, w) indices with this palette.

        Raises
        ------
        ImageFileError, InvalidImageError
            If the image cannot be read or is not supported.
        InvalidOptionError
            If an option is out of range.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import Palette
        >>> palette = Palette([[0, 0, 0], [255, 255, 255]])
        >>> palette.apply(np.array([[10, 240]], np.uint8)).indices.tolist()
        [[0, 1]]
        """
        ditherer = get_ditherer(dither, dither_strength)
        map_pixels = nearest if ditherer is None else partial(dithered, ditherer=ditherer)
        picture = load_image(image)
        mapped = map_pixels(
            picture.pixels,
            self.colors,
            space=self.space,
            threads=resolve_threads(threads),
            progress=progress,
        )
        return IndexedImage(
            mapped.indices, self, mapped.squared_error / mapped.indices.size, picture.metadata
        )


PaletteLike: TypeAlias = (
    Palette | str | os.PathLike[str] | ArrayLike | Sequence[Sequence[int] | str]
)
"""Whatever stands for a palette; see `Palette.of`."""


def dark_to_light(colors: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Sort distinct colors by luma (Rec. ITU-R BT.601), then by channels in order.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8.

    Returns
    -------
    numpy.ndarray
        The same rows in the order that fitters use.
    """
    return colors[arrange_by_luma(colors)]


def _checked(colors: ArrayLike | Sequence[Sequence[int] | str]) -> NDArray[np.uint8]:
    try:
        rows = parse_colors(colors)
    except ValueError as error:
        raise InvalidPaletteError(str(error)) from None
    try:
        array = np.asarray(rows)
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
        raise InvalidPaletteError(f"the palette repeats {repeated:,} of its colors; {_ALLOWED}")
    entries.flags.writeable = False
    return entries


def _checked_names(names: Sequence[str] | None, count: int) -> tuple[str, ...] | None:
    if names is None:
        return None
    if isinstance(names, str | bytes) or not isinstance(names, Sequence):
        raise InvalidPaletteError(
            f"names is of type {type(names).__name__}; allowed is a sequence of one str per color"
        )
    if len(names) != count:
        raise InvalidPaletteError(
            f"the palette has {len(names):,} names and {count:,} colors; allowed is one per color"
        )
    for place, name in enumerate(names):
        if not isinstance(name, str) or name != one_line(name):
            raise InvalidPaletteError(
                f"the name of entry {place:,} is {name!r}; allowed is one line "
                "without surrounding white space"
            )
    return tuple(names) if any(names) else None
