"""Which colours an image has and how often: all that a fit needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._options import check_integer, check_seed, resolve_threads
from colorquant._progress import Progress, stage
from colorquant._random import distinct_integers
from colorquant.errors import InvalidImageError
from colorquant.image import ImageLike, as_image
from colorquant.remapping import count_levels

# Sums of counts times coordinates must stay exact integers in binary64 (below 2^53).
MAX_PIXELS = 2**45

_MOST_AT_ONCE = 2**32 - 1  # the native count of one colour has 32 bits


@dataclass(frozen=True, eq=False)
class ColorHistogram:
    """The distinct colours of one or many images, and how often each occurs.

    Histograms add: count an image in parts, or many images, and ``a + b`` is the histogram of all
    their pixels. The sum does not depend on the order.

    Attributes
    ----------
    colors : numpy.ndarray
        (m, 3) uint8 distinct sRGB colours in Z-order (the bits of red, green and blue
        interleaved; Morton 1966).
    counts : numpy.ndarray
        (m,) int64, how many pixels have each colour, at least 1.

    Notes
    -----
    Counting needs at most 72 MiB of scratch memory and 128 KiB for each thread, whatever the size
    of the image, and while it ends another 11 bytes for each distinct colour.
    """

    colors: NDArray[np.uint8]
    counts: NDArray[np.int64]

    def __post_init__(self) -> None:
        colors, counts = np.asarray(self.colors), np.asarray(self.counts)
        _check(colors, counts)
        colors, counts, _ = _core.tally(np.ascontiguousarray(colors), np.ascontiguousarray(counts), None)
        self._take(colors, counts)

    @classmethod
    def from_image(
        cls,
        image: ImageLike,
        *,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> ColorHistogram:
        """Count the colours of every pixel.

        Parameters
        ----------
        image
            A path, a Pillow image or a uint8 array; see `colorquant.quantize`.
        threads
            How many threads to use; the answer does not depend on it.
        progress
            Told now and then the share done, from 0 to 1.

        Returns
        -------
        ColorHistogram
            Grey images count as red = green = blue.

        Raises
        ------
        ImageFileError, InvalidImageError
            If the image cannot be taken.
        """
        array = as_image(image)
        if array.ndim == 2:
            counts = count_levels(array)
            levels = np.flatnonzero(counts)
            colors = np.repeat(levels.astype(np.uint8)[:, np.newaxis], 3, axis=1)
            return cls._counted(colors, counts[levels].astype(np.int64))
        pixels = array.reshape(-1, 3)
        count = resolve_threads(threads)
        if len(pixels) > _MOST_AT_ONCE:
            half = len(pixels) // 2
            first, second = pixels[np.newaxis, :half], pixels[np.newaxis, half:]
            return cls.from_image(
                first, threads=count, progress=stage(progress, 0.0, 0.5)
            ) + cls.from_image(second, threads=count, progress=stage(progress, 0.5, 1.0))
        return cls._counted(*_core.count(pixels, count, progress))

    def __len__(self) -> int:
        return len(self.colors)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ColorHistogram)
            and np.array_equal(self.colors, other.colors)
            and np.array_equal(self.counts, other.counts)
        )

    __hash__ = None  # type: ignore[assignment]  # holds arrays

    def __add__(self, other: ColorHistogram) -> ColorHistogram:
        if not isinstance(other, ColorHistogram):
            return NotImplemented
        return ColorHistogram(
            np.concatenate([self.colors, other.colors]), np.concatenate([self.counts, other.counts])
        )

    @property
    def pixel_count(self) -> int:
        """How many pixels were counted."""
        return int(self.counts.sum())

    def sample(self, n: int, *, seed: int = 0) -> ColorHistogram:
        """Draw pixels without replacement.

        Parameters
        ----------
        n
            How many pixels, 1 or more; all of them if there are no more than `n`.
        seed
            Of the pseudo-random numbers, from 0; the same seed draws the same pixels everywhere.

        Returns
        -------
        ColorHistogram
            The histogram of the drawn pixels.

        Raises
        ------
        InvalidOptionError
            If `n` or `seed` is out of range.
        """
        n = check_integer("the sample", n, 1, MAX_PIXELS)
        if n >= self.pixel_count:
            return self
        ends = np.cumsum(self.counts)
        drawn = distinct_integers(n, self.pixel_count, check_seed(seed))
        counts = np.bincount(np.searchsorted(ends, drawn, side="right"), minlength=len(self))
        present = np.flatnonzero(counts)
        return self._counted(self.colors[present], counts[present].astype(np.int64))

    @classmethod
    def _counted(cls, colors: NDArray[np.uint8], counts: NDArray[np.int64]) -> ColorHistogram:
        """Wrap colours known to be distinct and in Z-order."""
        histogram = object.__new__(cls)
        histogram._take(colors, counts)
        return histogram

    def _take(self, colors: NDArray[np.uint8], counts: NDArray[np.int64]) -> None:
        for name, array in (("colors", colors), ("counts", counts)):
            array.flags.writeable = False
            object.__setattr__(self, name, array)


def _check(colors: NDArray[np.uint8], counts: NDArray[np.int64]) -> None:
    if colors.dtype != np.uint8 or colors.ndim != 2 or colors.shape[1] != 3 or not len(colors):
        raise InvalidImageError(
            f"colours of shape {colors.shape} and type {colors.dtype} make no histogram; "
            "allowed are (m, 3) uint8, m >= 1"
        )
    if counts.dtype != np.int64 or counts.shape != (len(colors),) or counts.min() < 1:
        raise InvalidImageError(
            f"counts of shape {counts.shape} and type {counts.dtype} do not fit {len(colors):,} "
            "colours; allowed is one int64 of at least 1 for each"
        )
    if counts.sum(dtype=np.float64) >= MAX_PIXELS:
        raise InvalidImageError(
            f"the counts sum to {counts.sum(dtype=np.float64):.3g} pixels; "
            f"allowed are fewer than {MAX_PIXELS:,}"
        )
