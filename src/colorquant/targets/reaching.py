"""The fewest colors that meet targets, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TypedDict, Unpack

from numpy.typing import ArrayLike

from colorquant._progress import Progress, forward
from colorquant._validation import MAX_COLORS, Effort, check_integer
from colorquant.color import FULL, Bits, bits_of
from colorquant.dithering import NONE, Dither, get_ditherer
from colorquant.errors import InvalidOptionError
from colorquant.fitting import KMeans, dither_fit_of
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, NoData, as_mask, load_image
from colorquant.palette import Palette
from colorquant.targets.result import TargetResult, find_worst
from colorquant.targets.search import Search, fewest_and_most, find
from colorquant.targets.targets import TARGETS, quality_targets, size_target


class FitOptions(TypedDict, total=False):
    """Options of `KMeans` that a search for a target passes on."""

    effort: Effort
    space: str
    fixed_colors: Palette | ArrayLike | None
    color_depth: str | Bits | None
    candidates: Palette | None
    seed: int
    threads: int | None


def quantize_to_target(
    image: ImageLike,
    *,
    psnr: float | None = None,
    mean_delta_e: float | None = None,
    max_delta_e: float | None = None,
    max_bytes: int | None = None,
    format: str | None = None,
    max_colors: int = 256,
    weights: ImageLike | None = None,
    nodata: NoData | None = None,
    dither: Dither = NONE,
    dither_strength: float | None = None,
    progress: Progress | None = None,
    **options: Unpack[FitOptions],
) -> TargetResult:
    """Reduce an image to the fewest colors that meet targets of quality.

    The search doubles and halves the number of colors with fast fits, and goes on from there at
    the asked effort until the palette of one color fewer misses. With more colors an image is
    not better without fail, and a smaller number far away may happen to do; what is found is the
    fewest in that sense. For `max_delta_e` two ways are gone, and the fewer colors win: K-Means,
    and entries put where colors are represented worst, after Gonzalez (1985),
    doi:10.1016/0304-3975(85)90224-5.

    With `max_bytes` alone it is the other way round: the most colors that fit.

    Parameters
    ----------
    image
        As for `colorquant.quantize`.
    psnr
        Least peak signal-to-noise ratio, in dB, from 0; infinite for lossless.
    mean_delta_e
        Greatest mean of CIEDE2000 over the pixels, from 0.
    max_delta_e
        Greatest CIEDE2000 of any pixel, from 0. With alpha, colors are compared over black and
        over white: `mean_delta_e` takes the mean of both, and this the greater.
    max_bytes
        Most bytes of the file, metadata included. With another target, the fewest colors for that
        must fit.
    format
        Of the file: ``"png"``, the usual one, or another; see `IndexedImage.encode`.
    max_colors
        Most colors, 1 to 65,536.
    weights, nodata
        As for `colorquant.quantize`. What does not count is not measured, and means are weighted.
    dither, dither_strength
        As for `Palette.apply`. A size of the file is that of the dithered image, with a palette
        that is fitted to be dithered if it is the only target. The other targets are of the
        palette: what is measured of nearest entries, before the dither.
    progress
        Told now and then a share that grows, and 1 at the end; how long it takes is not known.
    **options
        `effort`, `space`, `fixed_colors`, `color_depth`, `candidates`, `seed` and `threads`, as for
        `colorquant.quantize`.

    Returns
    -------
    TargetResult
        The image and the evidence.

    Raises
    ------
    InvalidOptionError
        If no target is given, an option is out of range, or no palette meets the targets.
    ImageFileError, InvalidImageError
        If the image cannot be taken.

    Examples
    --------
    >>> import numpy as np
    >>> import colorquant as cq
    >>> image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    >>> reached = cq.quantize_to_target(image, max_delta_e=2.0)
    >>> reached.n, reached.final.values["worst_delta_e"] <= 2.0
    (8, True)
    """
    _check_known(options)
    progress = forward(progress)
    max_colors = check_integer("max_colors", max_colors, 1, MAX_COLORS)
    qualities = quality_targets(
        {"psnr": psnr, "mean_delta_e": mean_delta_e, "max_delta_e": max_delta_e}
    )
    size = size_target(max_bytes, format, max_colors)
    if not qualities and size is None:
        raise InvalidOptionError(f"no target is given; allowed are {', '.join(TARGETS)}")
    fitter = KMeans(max_colors, **options)
    ditherer = get_ditherer(dither, dither_strength)
    picture = load_image(image)
    histogram = ColorHistogram.from_image(
        picture, weights=weights, nodata=nodata, threads=fitter.threads
    )
    all_count = weights is None and nodata is None
    new_search = partial(
        Search,
        picture,
        histogram,
        fitter=fitter,
        progress=progress,
        ditherer=ditherer,
        dither_fit=dither_fit_of(
            fitter, ditherer, asked=False if qualities else None, all_count=all_count
        ),
    )
    span = fewest_and_most(histogram, fitter)
    fitted, final, trials = find(new_search, qualities, size, span, is_free=_is_free(fitter))
    asked = {target.name: target.limit for target in (*qualities, size) if target is not None}
    mask = None if weights is None else as_mask(weights, *picture.pixels.shape[:2])
    worst = find_worst(fitted, mask)
    if progress is not None:
        progress(1.0)
    return TargetResult(fitted.image, asked, final, tuple(trials), worst)


def _check_known(options: Iterable[str]) -> None:
    known = FitOptions.__annotations__
    for name in options:
        if name not in known:
            raise InvalidOptionError(
                f"{name} is no option of reach; allowed are {', '.join(known)}"
            )


def _is_free(fitter: KMeans) -> bool:
    """Whether entries can be any colors."""
    return fitter.candidates is None and bits_of(fitter.color_depth) == FULL
