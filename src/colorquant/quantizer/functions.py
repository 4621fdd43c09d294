"""Quantization in one call."""

from __future__ import annotations

from typing import Unpack

from colorquant._progress import Progress
from colorquant.image import ImageLike
from colorquant.palette import IndexedImage
from colorquant.quantizer.quantizer import DEFAULT_N, Options, Quantizer
from colorquant.targets import TargetResult


def quantize(
    image: ImageLike,
    n: int | None = None,
    *,
    weights: ImageLike | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    **options: Unpack[Options],
) -> IndexedImage:
    """Reduce an image to the `n` colors that represent it best.

    Parameters
    ----------
    image
        A path, a readable binary file object, a Pillow image, or an array in sRGB of shape
        (h, w), (h, w, 3) or, with alpha, (h, w, 2) or (h, w, 4): bool, uint8, uint16, or floats
        from 0 to 1. For profiles and metadata see `colorquant.load_image`, whose result is
        accepted, too.
    n
        The number of colors, 1 to 65,536; by default 256. The result has exactly this many, or
        all the distinct colors of the image (rounded to 8 bits) if there are no more.
    weights
        A mask of the image's size: white where colors matter, black where they do not; see
        `ColorHistogram.from_image`.
    threads
        The number of threads; None stands for ``COLORQUANT_THREADS`` or all processors. The result
        does not depend on it.
    progress
        Called now and then with the share done, from 0 to 1.
    **options
        All other options of `Quantizer`: `effort`, `space`, `fixed_colors`, `color_depth`,
        `candidates`, `min_delta_e`, `palette`, `dither`, `dither_strength`, `sort` and so on.

    Returns
    -------
    IndexedImage
        Dithered where that is visible; ``dither="none"`` maps every pixel to its nearest color.

    Raises
    ------
    ImageFileError, InvalidImageError
        If the image cannot be read.
    InvalidOptionError
        If an option is out of range, or two options conflict.
    InvalidPaletteError
        If colors make no palette.

    Examples
    --------
    >>> import numpy as np
    >>> import colorquant as cq
    >>> image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    >>> cq.quantize(image, 2, dither="none").palette.colors.tolist()
    [[10, 12, 12], [34, 36, 36]]
    """
    plan = Quantizer(n, **options)
    return plan.quantize(image, weights=weights, threads=threads, progress=progress)


def quantize_to_target(
    image: ImageLike,
    *,
    max_colors: int = DEFAULT_N,
    weights: ImageLike | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    **options: Unpack[Options],
) -> TargetResult:
    """Reduce an image to the fewest colors that meet targets.

    The search doubles and halves the number of colors with fast fits, then goes on at the
    requested effort until the palette with one color fewer misses. More colors are not always
    better, so a smaller number far away may also meet the targets. For `max_delta_e`, a second
    algorithm is also tried, which adds entries where colors are represented worst (Gonzalez 1985,
    doi:10.1016/0304-3975(85)90224-5), and the fewer colors win.

    With `max_bytes` alone it is the most colors that fit; with another target, the fewest colors
    for that must fit.

    Parameters
    ----------
    image
        See `colorquant.quantize`.
    max_colors
        The largest number of colors, 1 to 65,536 (default 256).
    weights, threads
        See `colorquant.quantize`. Pixels of no weight are not measured, and means are weighted.
    progress
        Called with a share that grows, and 1 at the end; the total work is not known in advance.
    **options
        Options of `Quantizer`, at least one target among them: `psnr` (dB, at least),
        `mean_delta_e` and `max_delta_e` (CIEDE2000, at most), `max_bytes`. With alpha, colors are
        compared over black and over white: `mean_delta_e` takes the mean of both, `max_delta_e` the
        greater. All but `max_bytes` are measured before dithering.

    Returns
    -------
    TargetResult
        The image and what was tried.

    Raises
    ------
    InvalidOptionError
        If no target is given, an option is out of range, or no palette meets the targets.
    ImageFileError, InvalidImageError
        If the image cannot be read.

    Examples
    --------
    >>> import numpy as np
    >>> import colorquant as cq
    >>> image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    >>> found = cq.quantize_to_target(image, max_delta_e=2.0)
    >>> found.n, found.final.values["max_delta_e"] <= 2.0
    (3, True)
    """
    plan = Quantizer(max_colors, **options)
    return plan.search(image, weights=weights, threads=threads, progress=progress)
