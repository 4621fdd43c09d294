"""Run several methods on one image and measure time and error."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from colorquant._validation import Effort
from colorquant.compare.figure import draw_figure
from colorquant.compare.request import Request, path_of
from colorquant.errors import InvalidOptionError
from colorquant.fitting import FITTERS, Fitter, KMeans, make_fitter
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, SourceImage, load_image
from colorquant.palette import IndexedImage, Palette
from colorquant.pixels import as_colors, to_8_bits
from colorquant.quantizer import Quantizer
from colorquant.rendering import as_png, as_table, data_uri

DEFAULT_METHODS = ("kmeans", "random")

HEAD = ("Method", "Colors", "Fit (s)", "Map (s)", "Distortion", "PSNR (dB)")


def summary(result: MethodResult) -> tuple[str, ...]:
    """Format a result as a table row.

    Parameters
    ----------
    result
        Result of one method.

    Returns
    -------
    tuple of str
        One cell per column of `HEAD`.
    """
    return (
        _called(result),
        f"{len(result.palette):,}",
        f"{result.fit_seconds:.3f}",
        f"{result.map_seconds:.3f}",
        f"{result.distortion:.2f}",
        "lossless" if math.isinf(result.psnr) else f"{result.psnr:.2f}",
    )


def _called(result: MethodResult) -> str:
    if result.fitted_pixels < result.indexed.indices.size:
        return f"{result.label}, fitted on {result.fitted_pixels:,} pixels"
    return f"{result.label}, proven optimal" if result.optimal else result.label


Result = TypeVar("Result")
Image = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True)
class Step:
    """One finished step of a comparison.

    Parameters
    ----------
    task
        ``"count"`` (the distinct colors of the original), ``"fit"`` (a palette) or ``"map"``
        (every pixel to its nearest palette color).
    label
        The method's label, for example ``"K-Means"``; None for the count.
    pixels
        Number of pixels processed.
    colors
        Distinct colors for ``"count"``, palette colors otherwise.
    seconds
        Wall-clock time of this step.
    sampled
        Whether the pixels are a random sample of the image.
    """

    task: Literal["count", "fit", "map"]
    label: str | None
    pixels: int
    colors: int
    seconds: float
    sampled: bool = False


@dataclass(frozen=True, eq=False)
class MethodResult:
    """Result of one method: palette, image, time and error.

    Parameters
    ----------
    name, label
        Option name (``"kmeans"``) and display name (``"K-Means"``).
    palette
        The fitted palette.
    indexed
        The whole image mapped to the palette.
    fitted_pixels
        Number of pixels the palette was fitted on.
    fit_seconds, map_seconds
        Wall-clock time of fitting and mapping, in seconds.
    distortion
        Mean over pixels of the squared error summed over R, G and B (8-bit sRGB).
    psnr
        Peak signal-to-noise ratio in dB; infinite if the result is lossless.
    """

    name: str
    label: str
    palette: Palette
    indexed: IndexedImage
    fitted_pixels: int
    fit_seconds: float
    map_seconds: float
    distortion: float
    psnr: float

    @property
    def optimal(self) -> bool:
        """Whether it is proven that no palette of this size has a lower distortion."""
        return self.palette.optimal and self.fitted_pixels == self.indexed.indices.size


@dataclass(frozen=True, eq=False)
class Comparison:
    """Results of several methods on one image, in the requested order.

    Parameters
    ----------
    request
        Image path and options.
    original
        (h, w, 3) uint8 sRGB, or (h, w, 4) with alpha, for display.
    histogram
        The distinct colors of the original at full bit depth.
    count_seconds
        Wall-clock time of counting, in seconds.
    results
        One entry per method.
    """

    request: Request
    original: NDArray[np.uint8]
    histogram: ColorHistogram
    count_seconds: float
    results: tuple[MethodResult, ...]

    @property
    def color_count(self) -> int:
        """Number of distinct colors in the original."""
        return len(self.histogram)

    @property
    def title(self) -> str:
        """What is compared, in a line."""
        n = self.request.plan.max_colors
        count = "1 color" if n == 1 else f"{n:,} colors"
        return f"{self.request.name} in {count}"

    def _repr_html_(self) -> str:
        """Return HTML for notebooks: the table and the figure."""
        table = as_table(self.title, HEAD, map(summary, self.results))
        figure = f'<img src="{data_uri(self._repr_png_())}" alt="The original and each result">'
        return f"<div>{table}{figure}</div>"

    def _repr_png_(self) -> bytes:
        """Return the figure as a PNG, for notebooks without HTML."""
        return as_png(draw_figure(self))


def compare(
    image: ImageLike,
    n: int,
    *,
    methods: Sequence[str] = DEFAULT_METHODS,
    sample: int | None = None,
    effort: Effort = "balanced",
    space: str = "srgb",
    seed: int = 0,
    threads: int | None = None,
    on_step: Callable[[Step], None] | None = None,
) -> Comparison:
    """Quantize one image with several methods and measure each.

    Parameters
    ----------
    image
        A path, a file object, a Pillow image or an array; see `colorquant.quantize`.
    n
        Number of palette colors, 1 to 65,536.
    methods
        Names of fitting methods, each one of `colorquant.fitting.FITTERS`.
    sample
        Fit K-Means on this many pixels, drawn without replacement, instead of all. Other methods
        always use all pixels.
    effort, space, seed, threads
        As for `colorquant.quantize`; methods ignore options they lack.
    on_step
        Called with each finished `Step`.

    Returns
    -------
    Comparison
        The original, and the palette, mapped image, times and errors of each method.

    Raises
    ------
    InvalidOptionError
        If a method is unknown or named twice, or another option is out of range.
    InvalidImageError, ImageFileError
        If the image cannot be read or is not supported.
    """
    plan = Quantizer(n, effort=effort, space=space, seed=seed, dither="none")
    request = Request(path_of(image), plan, tuple(methods), sample)
    fitters = [
        (name, make_fitter(name, n, effort=effort, space=space, seed=seed, threads=threads))
        for name in _distinct(methods)
    ]
    report = on_step or _ignore
    picture = load_image(image)

    histogram, seconds = _timed(lambda: ColorHistogram.from_image(picture, threads=threads))
    report(Step("count", None, histogram.pixel_count, len(histogram), seconds))
    sampled = histogram if sample is None else histogram.sample(sample, seed=seed)

    results = []
    for name, fitter in fitters:
        training = sampled if isinstance(fitter, KMeans) else histogram
        results.append(_run(name, fitter, training, picture, threads, report))
    return Comparison(request, _shown(picture.pixels), histogram, seconds, tuple(results))


def _run(
    name: str,
    fitter: Fitter,
    training: ColorHistogram,
    picture: SourceImage,
    threads: int | None,
    report: Callable[[Step], None],
) -> MethodResult:
    """Fit one method, map the whole image to its palette, and measure the outcome."""
    palette, fit_seconds = _timed(lambda: fitter.fit(training))
    height, width = picture.pixels.shape[:2]
    pixels, sampled = training.pixel_count, training.pixel_count < height * width
    report(Step("fit", fitter.label, pixels, len(palette), fit_seconds, sampled))

    indexed, map_seconds = _timed(lambda: palette.apply(picture, threads=threads, dither="none"))
    report(Step("map", fitter.label, indexed.indices.size, len(palette), map_seconds))

    return MethodResult(
        name=name,
        label=fitter.label,
        palette=palette,
        indexed=indexed,
        fitted_pixels=training.pixel_count,
        fit_seconds=fit_seconds,
        map_seconds=map_seconds,
        distortion=indexed.distortion,
        psnr=indexed.psnr,
    )


def _distinct(methods: Sequence[str]) -> tuple[str, ...]:
    """Return the methods' names, each known and named once."""
    if not methods:
        raise InvalidOptionError(f"no method is given; allowed are {', '.join(FITTERS)}")
    for name in methods:
        if methods.count(name) > 1:
            raise InvalidOptionError(f"the method {name!r} is given twice; allowed is once")
    return tuple(methods)


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what the work returns, and the seconds it took."""
    start = perf_counter()
    result = work()
    return result, perf_counter() - start


def _ignore(step: Step) -> None:
    """Do nothing."""


def _shown(image: Image) -> NDArray[np.uint8]:
    """Return the image as 8-bit colors, like the results."""
    return to_8_bits(as_colors(image)).reshape(*image.shape[:2], -1)
