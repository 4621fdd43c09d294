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
from colorquant.palette.orders import arrange, check_places, get_order
from colorquant.rendering import as_png, data_uri, draw_picture

if TYPE_CHECKING:
    from colorquant.palette.palette import Palette

Indices: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]

_MAX_PILLOW_COLORS = 256


@dataclass(frozen=True, eq=False, repr=False)
class IndexedImage:
    """An image whose every pixel is a place in a palette.

    Attributes
    ----------
    indices : numpy.ndarray
        (h, w) palette index per pixel; uint8 up to 256 colors, uint16 above.
    palette : Palette
        The colors that the indices point to.
    distortion : float
        Mean over pixels of the squared error against the image it was made from, summed over
        red, green and blue, in squared 8-bit sRGB units, whatever the working space. With
        transparency, the mean of that over black and over white.
    metadata : colorquant.files.Metadata
        What is written with it; empty unless it was asked for when the image was read.
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
        """How many pixels each entry of the palette has, (k,) int64."""
        return np.bincount(self.indices.reshape(-1), minlength=len(self.palette)).astype(np.int64)

    def sorted(self, by: str, *, keep: int = 0) -> Self:
        """Return the same picture with its palette in another order.

        Parameters
        ----------
        by
            ``"luma"``, ``"hue"`` or ``"none"``, see `Palette.sorted`, or ``"count"``: the entry of
            the most pixels first, and of as many the darker one.
        keep
            How many entries at the front stay where they are, such as a transparent one at index
            0.

        Returns
        -------
        IndexedImage

        Raises
        ------
        InvalidOptionError
            If there is no such order, or not so many entries.
        """
        counts = self.counts if get_order(by).needs_counts else None
        return self.permuted(arrange(self.palette.colors, by, keep=keep, counts=counts))

    def permuted(self, places: ArrayLike) -> Self:
        """Return the same picture with its palette in an order of your own.

        Parameters
        ----------
        places
            (k,) whole numbers: the place that each entry comes from.

        Returns
        -------
        IndexedImage

        Raises
        ------
        InvalidOptionError
            If an entry is not named exactly once.
        """
        taken = check_places(places, len(self.palette))
        if (taken == np.arange(len(taken))).all():
            return self
        index_of: Indices = np.empty(len(taken), dtype=self.indices.dtype)
        index_of[taken] = np.arange(len(taken))
        return replace(self, indices=index_of[self.indices], palette=self.palette.permuted(taken))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the picture and what it is."""
        described = self._described()
        picture = f'<img src="{data_uri(self._repr_png_())}" alt="{described}">'
        return f"<div>{picture}<div>{described}</div></div>"

    def _repr_png_(self) -> bytes:
        """Return what a notebook shows where it has no HTML."""
        return as_png(draw_picture(self.to_array()))

    def __repr__(self) -> str:
        """Return one line, of any image."""
        return f"<IndexedImage of {self._described()}>"

    def _described(self) -> str:
        height, width = self.indices.shape
        colors = "1 color" if len(self.palette) == 1 else f"{len(self.palette):,} colors"
        quality = f"PSNR {self.psnr:.1f} dB" if self.distortion else "lossless"
        return f"{width:,} x {height:,} pixels in {colors}, {quality}"

    def to_array(self) -> NDArray[np.uint8]:
        """Return the image as an (h, w, 3) uint8 sRGB array, or (h, w, 4) with alpha."""
        return self.palette.colors.take(self.indices, axis=0)  # sooner than by brackets

    def to_pillow(self) -> Image.Image:
        """Return the image as a Pillow palette image.

        Raises
        ------
        InvalidPaletteError
            If there are more than 256 colors, which Pillow's palettes cannot hold.
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
        """Write the image to a file, whole or not at all.

        Parameters
        ----------
        target
            A path, whose ending names the format: ``.png``, ``.gif``, ``.webp`` (lossless),
            ``.tif``, ``.tiff`` or ``.bmp``. Or a file object open for writing bytes, which stays
            open. A PNG is indexed with the smallest bit depth that fits. PNG, TIFF and BMP are
            in true color above 256 colors, and TIFF with alpha. A GIF has one transparent entry:
            what is less than half opaque becomes it, the rest becomes opaque.
        format
            The format of a file object, such as ``"gif"``; None is ``"png"``. Also that of a path
            without an ending, such as ``/dev/stdout``.
        compression
            How hard the pixels of a PNG or WebP are compressed: ``"fast"``; ``"small"``, the
            default; or ``"smallest"``, which takes long, and for a PNG needs the extra
            ``optimize``. The picture is the same.
        preserve
            A file whose permissions and times of access and change the new file gets, such as the
            input. By default one that is replaced hands on its permissions.
        overwrite
            Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

        Raises
        ------
        InvalidOptionError
            If the format is unknown, holds fewer colors or has no such compression, or there is
            no such folder.
        InvalidImageError
            If the image is too wide or high for the format, or has alpha that a BMP cannot show.
        ImageFileError
            If writing fails.

        Warns
        -----
        ColorQuantWarning
            If something is left out that the format does not hold.
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
        """Return the bytes of the file that `save` would write.

        Parameters
        ----------
        format
            ``"png"``, ``"gif"``, ``"webp"``, ``"tif"``, ``"tiff"`` or ``"bmp"``.
        compression
            As of `save`.

        Returns
        -------
        bytes

        Raises
        ------
        InvalidOptionError, InvalidImageError
            As `save`.

        Warns
        -----
        ColorQuantWarning
            If something is left out that the format does not hold.
        """
        return encode_indexed(
            format, self.indices, self.palette.colors, self.metadata, compression=compression
        )
