"""An image as indices into a palette."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from colorquant.errors import InvalidPaletteError
from colorquant.files import Compression, Metadata, encode_indexed, save_indexed
from colorquant.metrics import psnr_of_distortion
from colorquant.palette.orders import arrange, check_order, get_order
from colorquant.pixels import with_alpha
from colorquant.rendering import as_png, data_uri, draw_picture

if TYPE_CHECKING:
    from colorquant.palette.palette import Palette

Indices: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]

_MAX_PILLOW_COLORS = 256


@dataclass(frozen=True, eq=False, repr=False)
class IndexedImage:
    """An image stored as palette indices.

    Attributes
    ----------
    indices : numpy.ndarray
        (h, w) palette index per pixel; uint8 up to 256 colors, uint16 above.
    palette : Palette
        The colors that the indices refer to.
    distortion : float
        Mean over pixels of the squared error against the image it was made from, summed over
        red, green and blue, in squared 8-bit sRGB units, whatever the working space. With
        transparency, the mean of that over black and over white.
    metadata : colorquant.files.Metadata
        Metadata written to files; empty unless requested when the image was read.

    Examples
    --------
    >>> import numpy as np
    >>> from colorquant import Palette
    >>> palette = Palette([[0, 0, 0], [255, 255, 255]])
    >>> indexed = palette.apply(np.array([[10, 10, 240]], np.uint8))
    >>> indexed.indices.tolist(), indexed.counts.tolist()
    ([[0, 0, 1]], [2, 1])
    """

    indices: Indices
    palette: Palette
    distortion: float
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def psnr(self) -> float:
        """Peak signal-to-noise ratio in dB against the original, infinite if lossless."""
        return psnr_of_distortion(self.distortion)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Number of pixels of each palette entry, (k,) int64."""
        return np.bincount(self.indices.reshape(-1), minlength=len(self.palette)).astype(np.int64)

    def sorted(self, by: str, *, keep: int = 0) -> Self:
        """Sort the palette without changing the displayed image.

        Parameters
        ----------
        by
            ``"luma"``, ``"hue"`` or ``"none"``, see `Palette.sorted`, or ``"count"``: the entry
            with the most pixels first, ties from dark to light.
        keep
            Number of entries at the front that stay in place, such as a transparent one at index 0.

        Returns
        -------
        IndexedImage
            The same pixels, with the palette and indices reordered.

        Raises
        ------
        InvalidOptionError
            If the order is unknown or `keep` is out of range.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import Palette
        >>> palette = Palette([[0, 0, 0], [255, 255, 255]])
        >>> indexed = palette.apply(np.array([[0, 255, 255]], np.uint8))
        >>> indexed.sorted("count").indices.tolist()
        [[1, 0, 0]]
        """
        counts = self.counts if get_order(by).needs_counts else None
        return self.permuted(arrange(self.palette.colors, by, keep=keep, counts=counts))

    def permuted(self, order: ArrayLike) -> Self:
        """Reorder the palette without changing the displayed image.

        Parameters
        ----------
        order
            (k,) integers: new entry i is old entry ``order[i]``.

        Returns
        -------
        IndexedImage
            The same pixels, with the palette and indices reordered.

        Raises
        ------
        InvalidOptionError
            If `order` is not a permutation.
        """
        taken = check_order(order, len(self.palette))
        if (taken == np.arange(len(taken))).all():
            return self
        index_of: Indices = np.empty(len(taken), dtype=self.indices.dtype)
        index_of[taken] = np.arange(len(taken))
        return replace(self, indices=index_of[self.indices], palette=self.palette.permuted(taken))

    def with_transparent_entry(self, clear: NDArray[np.bool_]) -> Self:
        """Add a fully transparent entry behind the others, and map pixels to it.

        Parameters
        ----------
        clear
            (h, w) bool: the pixels.

        Returns
        -------
        IndexedImage
            With the distortion of this one.

        Raises
        ------
        InvalidPaletteError
            If the palette has such an entry, or no room for another.
        """
        last = len(self.palette)
        entries = np.append(with_alpha(self.palette.colors).view(np.uint8), [[0] * 4], axis=0)
        names = self.palette.names and (*self.palette.names, "")
        moved = np.where(clear, last, self.indices)
        indices: Indices = moved.astype(np.uint8) if last < 256 else moved.astype(np.uint16)
        palette = replace(self.palette, colors=entries, names=names, optimal=False)
        return replace(self, indices=indices, palette=palette)

    def _repr_html_(self) -> str:
        """Return HTML for notebooks: the image and a caption."""
        described = self._described()
        picture = f'<img src="{data_uri(self._repr_png_())}" alt="{described}">'
        return f"<div>{picture}<div>{described}</div></div>"

    def _repr_png_(self) -> bytes:
        """Return a PNG for notebooks without HTML."""
        return as_png(draw_picture(self.to_array()))

    def __repr__(self) -> str:
        """Return a one-line summary."""
        return f"<IndexedImage of {self._described()}>"

    def _described(self) -> str:
        height, width = self.indices.shape
        colors = "1 color" if len(self.palette) == 1 else f"{len(self.palette):,} colors"
        quality = f"PSNR {self.psnr:.1f} dB" if self.distortion else "lossless"
        return f"{width:,} x {height:,} pixels in {colors}, {quality}"

    def to_array(self) -> NDArray[np.uint8]:
        """Return the image as an array of sRGB colors.

        Returns
        -------
        numpy.ndarray
            (h, w, 3) uint8, or (h, w, 4) with alpha.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import Palette
        >>> palette = Palette([[0, 0, 0], [255, 255, 255]])
        >>> palette.apply(np.array([[10, 240]], np.uint8)).to_array().tolist()
        [[[0, 0, 0], [255, 255, 255]]]
        """
        return self.palette.colors.take(self.indices, axis=0)  # faster than indexing

    def to_pillow(self) -> Image.Image:
        """Return the image as a Pillow palette image.

        Returns
        -------
        PIL.Image.Image
            Mode ``"P"``.

        Raises
        ------
        InvalidPaletteError
            If there are more than 256 colors, the limit of Pillow.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import Palette
        >>> Palette([[0, 0, 0]]).apply(np.zeros((2, 3), np.uint8)).to_pillow().size
        (3, 2)
        """
        if len(self.palette) > _MAX_PILLOW_COLORS:
            raise InvalidPaletteError(
                f"a Pillow palette holds at most {_MAX_PILLOW_COLORS} colors; "
                f"got {len(self.palette):,}; use to_array()"
            )
        image = Image.fromarray(self.indices)
        colors = self.palette.colors
        image.putpalette(colors.tobytes(), "RGB" if colors.shape[1] == 3 else "RGBA")
        return image

    def save(
        self,
        target: str | os.PathLike[str] | BinaryIO,
        *,
        format: str | None = None,
        compression: Compression | None = None,
        preserve: str | os.PathLike[str] | None = None,
        overwrite: bool = True,
    ) -> None:
        """Write the image to a file. On failure, no file is left.

        Parameters
        ----------
        target
            A path, whose extension sets the format: ``.png``, ``.gif``, ``.webp`` (lossless),
            ``.tif``, ``.tiff`` or ``.bmp``. Or a binary file object, which stays
            open. A PNG uses the smallest bit depth that fits. PNG, TIFF and BMP are written in
            true color above 256 colors, and TIFF also with alpha. A GIF has one transparent
            entry: pixels less than half opaque become transparent, others opaque.
        format
            The format of a file object, or of a path without an extension such as
            ``/dev/stdout``; None is ``"png"``.
        compression
            Lossless compression level of a PNG or WebP: ``"fast"``; ``"small"``, the default; or
            ``"smallest"``, which is slow and for a PNG needs the ``optimize`` extra.
        preserve
            A file whose permissions and times of access and change the new file gets, such as the
            input. By default one that is replaced hands on its permissions.
        overwrite
            Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

        Raises
        ------
        InvalidOptionError
            If the format is unknown, cannot hold this many colors or lacks that compression, or
            the folder does not exist.
        InvalidImageError
            If the image is too wide or high for the format, or has alpha that a BMP cannot show.
        ImageFileError
            If writing fails.

        Warns
        -----
        ColorQuantWarning
            If the format cannot store all metadata or colors.
        """
        save_indexed(
            target,
            self.indices,
            self.palette.colors,
            self.metadata,
            format=format,
            compression=compression,
            preserve=preserve,
            overwrite=overwrite,
        )

    def encode(self, format: str = "png", *, compression: Compression | None = None) -> bytes:
        """Encode the image as a file in memory.

        Parameters
        ----------
        format
            ``"png"``, ``"gif"``, ``"webp"``, ``"tif"``, ``"tiff"`` or ``"bmp"``.
        compression
            As for `save`.

        Returns
        -------
        bytes
            The file that `save` would write.

        Raises
        ------
        InvalidOptionError, InvalidImageError
            As `save`.

        Warns
        -----
        ColorQuantWarning
            If the format cannot store all metadata or colors.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import Palette
        >>> indexed = Palette([[0, 0, 0]]).apply(np.zeros((2, 3), np.uint8))
        >>> indexed.encode("png")[1:4]
        b'PNG'
        """
        return encode_indexed(
            format, self.indices, self.palette.colors, self.metadata, compression=compression
        )
