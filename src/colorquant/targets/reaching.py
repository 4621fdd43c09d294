"""The fewest colors that meet targets, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TypedDict, Unpack

from numpy.typing import ArrayLike

from colorquant._options import MAX_COLORS, Effort, check_integer
from colorquant._progress import Progress, forward
from colorquant.color.grid import FULL, Bits, bits_of
from colorquant.dithering import NONE, Dither, get_ditherer
from colorquant.errors import InvalidOptionError
from colorquant.fitting import KMeans
from colorquant.fitting.awareness import dither_fit_of
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, as_picture
from colorquant.mask import as_mask
from colorquant.nodata import NoData
from colorquant.palette import Palette
from colorquant.targets.colors_to_try import fewest_and_most
from colorquant.targets.finding import find
from colorquant.targets.reached import Reached
from colorquant.targets.registry import TARGETS, quality_targets, size_target
from colorquant.targets.search import Search
from colorquant.targets.worst_pixels import find_worst


class FitOptions(TypedDict, total=False):
    """Options of `KMeans` that a search for a target passes on."""

    effort: Effort
    space: str
    lock: Palette | ArrayLike | None
    grid: str | Bits | None
    catalog: Palette | None
    seed: int
    threads: int | None


def reach(
    image: ImageLike,
    *,
    psnr: float | None = None,
    delta_e: float | None = None,
    worst_delta_e: float | None = None,
    file_size: int | None = None,
    format: str | None = None,
    most: int = 256,
    weights: ImageLike | None = None,
    nodata: NoData | None = None,
    dither: Dither = NONE,
    dither_strength: float | None = None,
    progress: Progress | None = None,
    **options: Unpack[FitOptions],
) -> Reached:
    """Reduce an image to the fewest colors that meet targets of quality.

    The search doubles and halves the number of colors with fast fits, and goes on from there at
    the asked effort until the palette of one color fewer misses. With more colors an image is
    not better without fail, and a smaller number far away may happen to do; what is found is the
    fewest in that sense. For `worst_delta_e` two ways are gone, and the fewer colors win: K-Means,
    and entries put where colors are represented worst, after Gonzalez (1985),
    doi:10.1016/0304-3975(85)90224-5.

    With `file_size` alone it is the other way round: the most colors that fit.

    Parameters
    ----------
    image
        As for `colorquant.quantize`.
    psnr
        Least peak signal-to-noise ratio, in dB, from 0; infinite for lossless.
    delta_e
        Greatest mean of CIEDE2000 over the pixels, from 0.
    worst_delta_e
        Greatest CIEDE2000 of any pixel, from 0. With alpha, colors are compared over black and
        over white: `delta_e` takes the mean of both, and this the greater.
    file_size
        Most bytes of the file, metadata included. With another target, the fewest colors for that
        must fit.
    format
        Of the file: ``"png"``, the usual one, or another; see `IndexedImage.encode`.
    most
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
        `effort`, `space`, `lock`, `grid`, `catalog`, `seed` and `threads`, as for
        `colorquant.quantize`.

    Returns
    -------
    Reached
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
    >>> reached = cq.reach(image, worst_delta_e=2.0)
    >>> reached.n, reached.final.values["worst_delta_e"] <= 2.0
    (8, True)
    """
    _check_known(options)
    progress = forward(progress)
    most = check_integer("most", most, 1, MAX_COLORS)
    qualities = quality_targets({"psnr": psnr, "delta_e": delta_e, "worst_delta_e": worst_delta_e})
    size = size_target(file_size, format, most)
    if not qualities and size is None:
        raise InvalidOptionError(f"no target is given; allowed are {', '.join(TARGETS)}")
    fitter = KMeans(most, **options)
    ditherer = get_ditherer(dither, dither_strength)
    picture = as_picture(image)
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
    return Reached(fitted.image, asked, final, tuple(trials), worst)


def _check_known(options: Iterable[str]) -> None:
    known = FitOptions.__annotations__
    for name in options:
        if name not in known:
            raise InvalidOptionError(
                f"{name} is no option of reach; allowed are {', '.join(known)}"
            )


def _is_free(fitter: KMeans) -> bool:
    """Whether entries can be any colors."""
    return fitter.catalog is None and bits_of(fitter.grid) == FULL
