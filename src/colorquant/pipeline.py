"""The whole flow in one call."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from colorquant._progress import Progress, forward, stage
from colorquant._validation import Effort, resolve_threads
from colorquant.color import FULL, Bits, bits_of
from colorquant.dithering import NONE, Dither, get_ditherer
from colorquant.fitting import KMeans, dither_fit_of
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, NoData, SourceImage, load_image
from colorquant.palette import IndexedImage, Palette, get_order
from colorquant.remapping import nearest


def quantize(
    image: ImageLike,
    n: int,
    *,
    effort: Effort = "balanced",
    space: str = "srgb",
    fixed_colors: Palette | ArrayLike | None = None,
    color_depth: str | Bits | None = None,
    candidates: Palette | None = None,
    sort: str = "given",
    min_delta_e: float | None = None,
    weights: ImageLike | None = None,
    nodata: NoData | None = None,
    dither: Dither = NONE,
    dither_strength: float | None = None,
    dither_aware: bool | None = None,
    seed: int = 0,
    threads: int | None = None,
    progress: Progress | None = None,
) -> IndexedImage:
    """Reduce an image to the `n` colors that represent it best.

    Parameters
    ----------
    image
        A path, a readable binary file object, a Pillow image, or an array in sRGB of shape (h, w),
        (h, w, 3) or, with alpha, (h, w, 2) or (h, w, 4): bool, uint8, uint16, or floats from 0 to
        1. What is done with profiles and metadata is told by `colorquant.load_image`, whose result
        is taken, too.
    n
        How many colors, 1 to 65,536. The result has exactly this many, or all the distinct
        colors of the image (rounded to 8 bits) if there are no more.
    effort
        How hard the fit looks for a better optimum: ``"fast"``, ``"balanced"`` or ``"best"``.
    space
        The working space, in which distances are measured: ``"srgb"``, ``"linear"``, ``"oklab"``
        or ``"lab"``.
    fixed_colors
        Colors that are in the palette, exactly, whatever the image: a `Palette`, or (m, 3) sRGB
        colors or (m, 4) with alpha; at most `n`.
    color_depth
        The colors that the hardware has, ``"rgb565"`` for example, or three numbers of bits; see
        `KMeans`.
    candidates
        The colors that there are, a `Palette` of up to 4,096: the result has the best `n` of them.
    sort
        The order of the palette behind what is locked: ``"luma"``, ``"hue"`` or ``"count"``, see
        `IndexedImage.sorted`, or ``"given"``: from dark to light; or that of the catalog; or that
        of an image which was indexed already and uses no more than `n` colors.
    min_delta_e
        Least CIEDE2000 between any two entries, so that none look alike; see `KMeans`.
    weights
        A mask that says where color matters; see `ColorHistogram.from_image`.
    nodata
        Colors that are left out of the fit; see `ColorHistogram.from_image`. Their pixels get
        the nearest entry, like all.
    dither, dither_strength
        How colors that the palette has not are mixed from neighboring pixels; see
        `Palette.apply`.
    dither_aware
        Whether the palette is fitted to be dithered; by default, if the image is, and there are
        neither weights, nodata, a catalog, a minimum distance nor more than 256 entries, which
        this is not made for.
    seed
        Of the pseudo-random numbers, from 0.
    threads
        How many threads to use; `None` stands for ``COLORQUANT_THREADS`` or all processors. The
        result does not depend on it.
    progress
        Told now and then the share done, from 0 to 1.

    Returns
    -------
    IndexedImage
        With what is locked at the front of its palette, and the rest in the order of `sort`.

    Raises
    ------
    ImageFileError, InvalidImageError
        If the image cannot be taken.
    InvalidOptionError
        If an option is out of range, or no `n` colors are `min_delta_e` apart.
    InvalidPaletteError
        If `fixed_colors` is no palette.

    Examples
    --------
    >>> import numpy as np
    >>> import colorquant as cq
    >>> image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    >>> cq.quantize(image, 2).palette.colors.tolist()
    [[9, 10, 11], [33, 34, 35]]
    """
    progress = forward(progress)
    fitter = KMeans(
        n,
        effort=effort,
        space=space,
        fixed_colors=fixed_colors,
        color_depth=color_depth,
        candidates=candidates,
        min_delta_e=min_delta_e,
        seed=seed,
        threads=threads,
        progress=stage(progress, 0.2, 0.8),
    )
    get_order(sort)
    ditherer = get_ditherer(dither, dither_strength)
    all_count = weights is None and nodata is None
    dither_fit = dither_fit_of(fitter, ditherer, asked=dither_aware, all_count=all_count)
    picture = load_image(image)
    result = None
    if all_count:
        result = _as_it_is(fitter, picture)
        if result is None and ditherer is None:
            result = _without_histogram(fitter, picture, progress)
    if result is None:
        counting, mapping = stage(progress, 0.0, 0.2), stage(progress, 0.8, 1.0)
        histogram = ColorHistogram.from_image(
            picture, weights=weights, nodata=nodata, threads=threads, progress=counting
        )
        palette = fitter.fit(histogram)
        if dither_fit is not None and len(palette) < len(histogram):
            palette = dither_fit.fit(palette, picture.pixels)
        result = palette.apply(picture, dither=ditherer or NONE, threads=threads, progress=mapping)
    result = result.sorted(sort, keep=len(fitter.fixed_entries))
    return replace(result, metadata=picture.metadata)


def _as_it_is(fitter: KMeans, picture: SourceImage) -> IndexedImage | None:
    """Return an indexed image of few enough colors in its own palette's order."""
    is_free = (
        fitter.fixed_colors is None
        and fitter.candidates is None
        and bits_of(fitter.color_depth) == FULL
    )
    if picture.indexed is None or not is_free or fitter.min_delta_e:
        return None
    indices, entries = picture.indexed.indices, picture.indexed.entries
    used = np.flatnonzero(np.bincount(indices.reshape(-1), minlength=len(entries)))
    distinct = len(np.unique(entries[used], axis=0))
    if distinct > fitter.n or distinct < len(used):
        return None
    place = np.zeros(len(entries), np.uint8)
    place[used] = np.arange(len(used))
    palette = Palette(
        entries[used],
        space=fitter.space,
        algorithm_version=fitter.algorithm_version,
        optimal=True,
    )
    return IndexedImage(place[indices], palette, 0.0)


def _without_histogram(
    fitter: KMeans, picture: SourceImage, progress: Progress | None
) -> IndexedImage | None:
    """Return the same result sooner, where the fitter can do without."""
    palette = fitter.fit_cells(picture.pixels)
    if palette is None:
        return None
    mapped = nearest(
        picture.pixels,
        palette.colors,
        threads=resolve_threads(fitter.threads),
        progress=stage(progress, 0.8, 1.0),
    )
    if mapped.used < len(palette):
        return None
    return IndexedImage(mapped.indices, palette, mapped.squared_error / mapped.indices.size)
