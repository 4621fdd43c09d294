"""The plan: every option of a quantization, checked once, and what follows from it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple, TypedDict, TypeVar

import numpy as np

from colorquant._progress import Progress, forward, stage
from colorquant._validation import Effort, check_integer, check_n, resolve_threads
from colorquant.color import FULL, Bits, bits_of, get_space
from colorquant.dithering import NONE, Dither, Ditherer, get_ditherer
from colorquant.errors import InvalidOptionError, LowQualityError
from colorquant.files import INDEXED_FORMATS, alpha_levels
from colorquant.fitting import DitherFit, KMeans, dither_fit_of
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, NoData, SourceImage, load_image, parse_nodata
from colorquant.metrics import distortion
from colorquant.palette import IndexedImage, Palette, PaletteLike, get_order
from colorquant.quantizer.conflicts import check_conflicts
from colorquant.remapping import nearest
from colorquant.targets import Target, TargetResult, make_targets, psnr_of_quality, search_targets

Sortable = TypeVar("Sortable", Palette, IndexedImage)

DEFAULT_N = 256
"""How many colors there are unless another number is given: what a PNG or GIF can index."""


class Quality(NamedTuple):
    """A range of quality on pngquant's scale, 0 to 100.

    Attributes
    ----------
    min : int
        What the palette must reach.
    max : int
        What is good enough: no more colors are used than it takes.
    """

    min: int
    max: int


class Options(TypedDict, total=False):
    """The options of a `Quantizer` as keyword arguments."""

    effort: Effort
    space: str | None
    fixed_colors: PaletteLike | None
    color_depth: str | Bits | None
    candidates: PaletteLike | None
    min_delta_e: float | None
    seed: int
    palette: PaletteLike | None
    add_transparent: bool
    quality: tuple[int, int] | int | None
    psnr: float | None
    mean_delta_e: float | None
    max_delta_e: float | None
    max_bytes: int | None
    nodata: NoData | str | Sequence[str] | None
    shared_palette: bool
    dither: Dither | None
    dither_strength: float | None
    dither_aware: bool | None
    sort: str
    format: str | None


@dataclass(frozen=True)
class Quantizer:
    """Everything about how images are quantized, checked when it is made.

    Parameters
    ----------
    n
        The number of colors, 1 to 65,536; with a target or a quality, the largest number. By
        default 256.
    effort
        How hard the fit looks for a better optimum: ``"fast"``, ``"balanced"`` or ``"best"``.
    space
        The color space in which distances are measured: ``"srgb"``, ``"linear"``, ``"oklab"`` or
        ``"lab"``. By default sRGB, with `max_delta_e` CIELAB.
    fixed_colors
        Colors that the palette contains exactly, at its front; at most `n`. Anything that
        `Palette.of` takes, such as ``["#f0f0ee"]``, or (m, 3) or (m, 4) sRGB.
    color_depth
        The colors the hardware can show: ``"rgb565"`` or another key of
        `colorquant.color.COLOR_DEPTHS`, or the bits of red, green and blue.
    candidates
        Candidate colors, up to 4,096; the best `n` are chosen. Anything that `Palette.of` takes.
    min_delta_e
        The smallest CIEDE2000 between two entries.
    seed
        Random seed, 0 to 2^64 - 1.
    palette
        A palette to map to, instead of fitting one. Anything that `Palette.of` takes, such as
        ``"gameboy"``.
    add_transparent
        Whether an opaque `palette` gets a transparent entry, behind its own, for an image with
        fully transparent pixels, which otherwise become one of its colors.
    quality
        A range on pngquant's scale of 0 to 100: the fewest colors that reach the upper end. An
        image that `n` colors do not bring to the lower end raises `LowQualityError`. One number
        is the upper end, and nine tenths of it the lower.
    psnr, mean_delta_e, max_delta_e
        Targets: the fewest colors so that the PSNR (dB) is at least, and the mean or the largest
        CIEDE2000 of the pixels is at most so much.
    max_bytes
        A target: the most colors whose file, metadata included, has no more bytes.
    nodata
        Colors to leave out of the fit; see `ColorHistogram.from_image`. Colors may be texts.
    shared_palette
        Whether `quantize_all` fits one palette to all images.
    dither
        The dithering method: a key of `colorquant.dithering.DITHERERS`, a ditherer, or ``"none"``
        for the nearest color alone. By default ``"auto"``, with `max_delta_e` ``"none"``.
    dither_strength
        0, the nearest color, to 1; by default what suits the method.
    dither_aware
        Whether the palette is optimized for the dithering. By default if it can be: the image is
        dithered, every pixel counts, and there are neither candidates, `min_delta_e` nor more
        than 256 entries.
    sort
        The order of the entries after the fixed colors: ``"luma"``, ``"hue"``, ``"count"`` (see
        `IndexedImage.sorted`) or ``"none"``: from dark to light; or in the order of the
        candidates, of the given palette, or of an indexed image that keeps its colors.
    format
        The format the image will be saved in, such as ``"gif"``: alpha is reduced to what it
        holds, and `max_bytes` is measured in it. None keeps alpha and measures PNG.

    Raises
    ------
    InvalidOptionError
        If an option is out of range, or two options conflict.
    InvalidPaletteError
        If colors make no palette.
    ImageFileError
        If a palette file cannot be read.

    Examples
    --------
    >>> import numpy as np
    >>> import colorquant as cq
    >>> quantizer = cq.Quantizer(2, fixed_colors=["#f00"], dither="none")
    >>> image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    >>> quantizer.quantize(image).palette
    <Palette of 2 colors, space srgb: #ff0000 #161818>
    """

    n: int | None = None
    effort: Effort = "balanced"
    space: str | None = None
    fixed_colors: PaletteLike | None = None
    color_depth: str | Bits | None = None
    candidates: PaletteLike | None = None
    min_delta_e: float | None = None
    seed: int = 0
    palette: PaletteLike | None = None
    add_transparent: bool = True
    quality: tuple[int, int] | int | None = None
    psnr: float | None = None
    mean_delta_e: float | None = None
    max_delta_e: float | None = None
    max_bytes: int | None = None
    nodata: NoData | str | Sequence[str] | None = None
    shared_palette: bool = False
    dither: Dither | None = None
    dither_strength: float | None = None
    dither_aware: bool | None = None
    sort: str = "none"
    format: str | None = None

    def __post_init__(self) -> None:
        check_conflicts({name: name for name in self.given})
        set_field = self._set
        if self.palette is None:
            set_field("n", DEFAULT_N if self.n is None else check_n(self.n))
        set_field("space", self._own_space())
        set_field("dither", self._own_dither())
        for name in ("add_transparent", "shared_palette"):
            if not isinstance(value := getattr(self, name), bool):
                raise InvalidOptionError(f"{name} is {value!r}; allowed are True and False")
        if not self.add_transparent and self.palette is None:
            raise InvalidOptionError(
                "add_transparent is False and no palette is given; allowed is it with a palette"
            )
        if get_order(self.sort).needs_counts and self.shared_palette:
            raise InvalidOptionError(
                f"sort is {self.sort!r} and shared_palette is given; allowed is one of them: only "
                "an image has counts"
            )
        if self.format is not None and f".{self.format}" not in INDEXED_FORMATS:
            allowed = ", ".join(suffix.lstrip(".") for suffix in INDEXED_FORMATS)
            raise InvalidOptionError(f"format is {self.format!r}; allowed are {allowed}")
        ditherer = self.ditherer
        set_field("nodata", parse_nodata(self.nodata))
        if self.palette is not None:
            palette = Palette.of(self.palette, space=str(self.space))
            set_field("palette", replace(palette, space=str(self.space)))
            return
        fitter = self.fitter(threads=1)  # only checks; fits say their threads
        for name in ("fixed_colors", "color_depth", "candidates", "min_delta_e"):
            set_field(name, getattr(fitter, name))
        set_field("quality", _checked_quality(self.quality))
        self._targets()
        self._dither_fit(fitter, ditherer, all_count=True)

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the options that are not as by default."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        as_default = {
            field.name
            for field in fields(self)
            if values[field.name] is field.default
            or (isinstance(field.default, str | int) and values[field.name] == field.default)
        }
        if isinstance(self.dither, str) and self.dither == NONE:
            as_default.add("dither")
        return tuple(name for name in values if name not in as_default)

    @property
    def _nodata(self) -> NoData | None:
        """The colors to leave out, as numbers."""
        return self.nodata  # type: ignore[return-value]  # texts were parsed when it was made

    @property
    def max_colors(self) -> int:
        """The largest number of entries that the palette can have."""
        return len(self.palette) if isinstance(self.palette, Palette) else int(self.n or DEFAULT_N)

    @property
    def ditherer(self) -> Ditherer | None:
        """How pixels are dithered; None for the nearest color."""
        return get_ditherer(self.dither, self.dither_strength)

    def fitter(self, *, threads: int | None = None, progress: Progress | None = None) -> KMeans:
        """Return what fits the palettes.

        Parameters
        ----------
        threads, progress
            See `KMeans`.

        Returns
        -------
        KMeans
        """
        names = {field.name for field in fields(self)}
        options = {
            field.name: getattr(self, field.name) for field in fields(KMeans) if field.name in names
        }
        options["n"] = self.max_colors
        return KMeans(**options, threads=threads, progress=progress)

    def fit(
        self,
        histogram: ColorHistogram,
        *,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> Palette:
        """Fit a palette to a histogram.

        Parameters
        ----------
        histogram
            The colors to represent; see `ColorHistogram`.
        threads, progress
            See `quantize`.

        Returns
        -------
        Palette
            The fixed colors, then the others in the order of `sort`.

        Raises
        ------
        InvalidOptionError
            If the fixed colors leave no entry for transparent pixels, or not enough colors are
            `min_delta_e` apart.

        Examples
        --------
        >>> import numpy as np
        >>> import colorquant as cq
        >>> histogram = cq.ColorHistogram.from_image(np.array([[0, 0, 0, 9]], np.uint8))
        >>> cq.Quantizer(1).fit(histogram).colors.tolist()
        [[2, 2, 2]]
        """
        if isinstance(self.palette, Palette):
            return self.sorted(self.palette)
        return self.sorted(self.fitter(threads=threads, progress=progress).fit(histogram))

    def fit_images(
        self,
        images: Iterable[ImageLike],
        *,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> Palette:
        """Fit one palette to all pixels of several images.

        Parameters
        ----------
        images
            The images; they are read one at a time.
        threads, progress
            See `quantize`.

        Returns
        -------
        Palette
            The fixed colors, then the others in the order of `sort`.

        Raises
        ------
        ImageFileError, InvalidImageError
            If an image cannot be read.
        InvalidOptionError
            As for `fit`.
        """
        shown = (self.shown(load_image(image)) for image in images)
        histogram = ColorHistogram.from_images(shown, nodata=self._nodata, threads=threads)
        return self.fit(histogram, threads=threads, progress=progress)

    def quantize(
        self,
        image: ImageLike,
        *,
        weights: ImageLike | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> IndexedImage:
        """Reduce an image to few colors.

        Parameters
        ----------
        image
            A path, a readable binary file object, a Pillow image, or an array in sRGB of shape
            (h, w), (h, w, 3) or, with alpha, (h, w, 2) or (h, w, 4): bool, uint8, uint16, or
            floats from 0 to 1; or a `SourceImage`.
        weights
            A mask of the image's size: white where colors matter, black where they do not; see
            `ColorHistogram.from_image`.
        threads
            The number of threads; None stands for ``COLORQUANT_THREADS`` or all processors. The
            result does not depend on it.
        progress
            Called now and then with the share done, from 0 to 1.

        Returns
        -------
        IndexedImage
            Its distortion is measured against the whole input, whatever alpha `format` holds.

        Raises
        ------
        ImageFileError, InvalidImageError
            If the image cannot be read.
        InvalidOptionError
            If `weights` conflict with an option, or no palette meets a target.
        LowQualityError
            If the lower end of `quality` is not reached.
        """
        if weights is not None:
            self.check_weights()
        source = load_image(image)
        shown = self.shown(source)
        if isinstance(self.palette, Palette):
            found = self._mapped(self.palette, shown, threads, progress)
        elif self.quality is not None:
            found = self._of_quality(shown, threads, progress)
        elif self._targets():
            found = self.search(shown, weights=weights, threads=threads, progress=progress).image
        else:
            found = self._fitted(shown, weights, threads, progress)
        if progress is not None:
            progress(1.0)
        if shown is source:
            return found
        return replace(found, distortion=distortion(source, found.to_array()))

    def quantize_all(
        self, images: Sequence[ImageLike], *, threads: int | None = None
    ) -> Iterator[IndexedImage]:
        """Reduce several images, under one palette if `shared_palette` is set.

        Parameters
        ----------
        images
            The images; with `shared_palette`, each is read twice.
        threads
            See `quantize`.

        Yields
        ------
        IndexedImage
            In the order of the images.

        Raises
        ------
        ImageFileError, InvalidImageError, InvalidOptionError, LowQualityError
            As for `quantize`.
        """
        plan = self
        if self.shared_palette:
            plan = self.mapping_to(self.fit_images(images, threads=threads))
        for image in images:
            yield plan.quantize(image, threads=threads)

    def mapping_to(self, palette: Palette) -> Quantizer:
        """Return the plan that maps images to a palette, and is otherwise as this one.

        Parameters
        ----------
        palette
            The entries, in their final order.

        Returns
        -------
        Quantizer
        """
        return Quantizer(
            palette=palette,
            space=palette.space,
            dither=self.dither,
            dither_strength=self.dither_strength,
            format=self.format,
            add_transparent=self.add_transparent,
        )

    def search(
        self,
        image: ImageLike,
        *,
        weights: ImageLike | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> TargetResult:
        """Find the fewest colors that meet the targets, and keep the evidence.

        Parameters
        ----------
        image, weights, threads, progress
            See `quantize`.

        Returns
        -------
        TargetResult
            The image and what was tried.

        Raises
        ------
        ImageFileError, InvalidImageError
            If the image cannot be read.
        InvalidOptionError
            If there is no target, or no palette meets the targets.
        """
        if weights is not None:
            self.check_weights()
        targets = self._targets()
        if not targets:
            raise InvalidOptionError(
                "no target is given; allowed are psnr, mean_delta_e, max_delta_e and max_bytes"
            )
        found = search_targets(
            self.shown(load_image(image)),
            targets,
            self.fitter(threads=threads),
            weights=weights,
            nodata=self._nodata,
            ditherer=self.ditherer,
            dither_aware=self.dither_aware,
            progress=progress,
        )
        return replace(found, image=self.sorted(found.image))

    def _of_quality(
        self, source: SourceImage, threads: int | None, progress: Progress | None
    ) -> IndexedImage:
        # As in pngquant, quality is that of the palette, before dithering.
        assert isinstance(self.quality, Quality)
        undithered = replace(self, quality=None, dither=NONE, dither_strength=None)
        best = undithered._fitted(source, None, threads, progress)
        least, enough = map(psnr_of_quality, self.quality)
        if best.psnr < least:
            raise LowQualityError(
                f"{self.max_colors:,} colors give a PSNR of {best.psnr:.2f} dB, and quality "
                f"{self.quality.min} is {least:.2f} dB"
            )
        if best.psnr > enough and math.isfinite(enough):
            plan = replace(self, quality=None, psnr=enough)
            return plan.search(source, threads=threads, progress=progress).image
        return self._fitted(source, None, threads, progress)

    def _fitted(
        self,
        source: SourceImage,
        weights: ImageLike | None,
        threads: int | None,
        progress: Progress | None,
    ) -> IndexedImage:
        """Fit `n` colors to an image and map it to them."""
        progress = forward(progress)
        fitter = self.fitter(threads=threads, progress=stage(progress, 0.2, 0.8))
        ditherer = self.ditherer
        all_count = weights is None and self._nodata is None
        dither_fit = self._dither_fit(fitter, ditherer, all_count=all_count)
        result = None
        if all_count:
            result = _as_it_is(fitter, source)
            if result is None and ditherer is None:
                result = _without_histogram(fitter, source, progress)
        if result is None:
            histogram = ColorHistogram.from_image(
                source,
                weights=weights,
                nodata=self._nodata,
                threads=threads,
                progress=stage(progress, 0.0, 0.2),
            )
            palette = fitter.fit(histogram)
            if dither_fit is not None and len(palette) < len(histogram):
                palette = dither_fit.fit(palette, source.pixels)
            mapping = stage(progress, 0.8, 1.0)
            result = palette.apply(
                source, dither=ditherer or NONE, threads=threads, progress=mapping
            )
        return replace(self.sorted(result), metadata=source.metadata)

    def _mapped(
        self,
        palette: Palette,
        source: SourceImage,
        threads: int | None,
        progress: Progress | None,
    ) -> IndexedImage:
        mapped = palette.apply(
            source, dither=self.ditherer or NONE, threads=threads, progress=progress
        )
        is_held = self.format is None or alpha_levels(f"x.{self.format}") > 1
        is_opaque = palette.colors.shape[1] == 3 or bool(palette.colors[:, 3].all())
        if self.add_transparent and is_held and is_opaque:
            clear = source.is_clear
            if clear.any():
                mapped = mapped.with_transparent_entry(clear)
                mapped = replace(mapped, distortion=distortion(source, mapped.to_array()))
        return self.sorted(mapped)

    def sorted(self, result: Sortable) -> Sortable:
        """Put the entries of a palette or an indexed image in the order of `sort`.

        Parameters
        ----------
        result
            With the fixed colors first; they stay there.

        Returns
        -------
        Palette or IndexedImage
        """
        fixed = len(self.fixed_colors) if isinstance(self.fixed_colors, Palette) else 0
        return result.sorted(self.sort, keep=fixed)

    def shown(self, source: SourceImage) -> SourceImage:
        """Return an image with the alpha that the format holds.

        Parameters
        ----------
        source
            The image.

        Returns
        -------
        SourceImage
            The same object if nothing changes.
        """
        if self.format is not None and alpha_levels(f"x.{self.format}") == 2:
            return source.with_binary_alpha()
        return source

    def check_weights(self) -> None:
        """Refuse a mask of weights, if it conflicts with an option.

        Raises
        ------
        InvalidOptionError
            If it does.
        """
        check_conflicts({name: name for name in (*self.given, "weights")})

    def _targets(self) -> tuple[Target, ...]:
        limits = {
            name: getattr(self, name)
            for name in ("psnr", "mean_delta_e", "max_delta_e", "max_bytes")
        }
        return make_targets(limits, format=self.format, max_colors=self.max_colors)

    def _dither_fit(
        self, fitter: KMeans, ditherer: Ditherer | None, *, all_count: bool
    ) -> DitherFit | None:
        return dither_fit_of(
            fitter,
            ditherer,
            asked=self.dither_aware,
            all_count=all_count and self._nodata is None,
        )

    def _own_space(self) -> str:
        if self.space is not None:
            return get_space(self.space).name
        if isinstance(self.palette, Palette):
            return self.palette.space
        return "srgb" if self.max_delta_e is None else "lab"

    def _own_dither(self) -> Dither:
        if self.dither is not None:
            return self.dither
        return "auto" if self.max_delta_e is None else NONE

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


def _checked_quality(quality: tuple[int, int] | int | None) -> Quality | None:
    if quality is None:
        return None
    if isinstance(quality, tuple | list):
        low, high = quality if len(quality) == 2 else (None, None)
    else:
        high = check_integer("quality", quality, 0, 100)
        low = high * 9 // 10
    least = check_integer("the lowest quality", low, 0, 100)
    enough = check_integer("the highest quality", high, 0, 100)
    if least > enough:
        raise InvalidOptionError(
            f"quality is {least} to {enough}; allowed is a range from low to high, 0 to 100"
        )
    return Quality(least, enough)


def _as_it_is(fitter: KMeans, source: SourceImage) -> IndexedImage | None:
    """Return an indexed image of few enough colors in the order of its own palette."""
    is_free = (
        fitter.fixed_colors is None
        and fitter.candidates is None
        and bits_of(fitter.color_depth) == FULL
    )
    if source.indexed is None or not is_free or fitter.min_delta_e:
        return None
    indices, entries = source.indexed.indices, source.indexed.entries
    used = np.flatnonzero(np.bincount(indices.reshape(-1), minlength=len(entries)))
    distinct = len(np.unique(entries[used], axis=0))
    if distinct > fitter.n or distinct < len(used):
        return None
    new_index = np.zeros(len(entries), np.uint8)
    new_index[used] = np.arange(len(used))
    palette = Palette(
        entries[used],
        space=fitter.space,
        algorithm_version=fitter.algorithm_version,
        optimal=True,
    )
    return IndexedImage(new_index[indices], palette, 0.0)


def _without_histogram(
    fitter: KMeans, source: SourceImage, progress: Progress | None
) -> IndexedImage | None:
    """Return the same result sooner, where the fitter needs no histogram."""
    palette = fitter.fit_cells(source.pixels)
    if palette is None:
        return None
    mapped = nearest(
        source.pixels,
        palette.colors,
        threads=resolve_threads(fitter.threads),
        progress=stage(progress, 0.8, 1.0),
    )
    if mapped.used < len(palette):
        return None
    return IndexedImage(mapped.indices, palette, mapped.squared_error / mapped.indices.size)
