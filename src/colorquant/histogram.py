"""Which colours an image has, how often, and what they count for: all that a fit needs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from colorquant._options import check_integer, check_seed, resolve_threads
from colorquant._progress import Progress
from colorquant._random import distinct_integers
from colorquant.color.depth import Colors, to_8_bits, to_16_bits, without_hidden
from colorquant.counting import FULL_WEIGHT, Counted, add, add_as_they_come, count, tally
from colorquant.errors import ImageFileError, InvalidImageError, InvalidOptionError
from colorquant.files import read_histogram, write_histogram
from colorquant.image import ImageLike, as_image
from colorquant.mask import as_mask
from colorquant.nodata import NoData, nodata_colors
from colorquant.rendering import as_html, percent

# Sums of weights times 8-bit coordinates must stay exact integers in binary64 (below 2^53).
MAX_PIXELS = 2**45
_MOST_IN_NOTEBOOK = 16


@dataclass(frozen=True, eq=False, repr=False)
class ColorHistogram:
    """The distinct colours of one or many images, and how often each occurs.

    Histograms add: count an image in parts, or many images, and ``a + b`` is the histogram of all
    their pixels. The sum does not depend on the order. Where kinds differ, 8-bit colours become
    16-bit ones and opaque colours get their alpha.

    Attributes
    ----------
    colors : numpy.ndarray
        (m, 3) distinct sRGB colours or (m, 4) with alpha, uint8 or uint16, in Z-order (the bits of
        the channels interleaved; Morton 1966).
    counts : numpy.ndarray
        (m,) int64, how many pixels have each colour, at least 1.
    weights : numpy.ndarray or None
        (m,) int64, what each colour counts for in a fit, in 255ths of a pixel; None if all its
        pixels count in full.

    Notes
    -----
    Counting opaque 8-bit images needs at most 72 MiB of scratch memory and 128 KiB for each thread,
    whatever the size of the image, and while it ends another 11 bytes for each distinct colour.
    With alpha, 16 bits or weights it needs about 64 MiB, and four times the result while it ends.
    """

    colors: Colors
    counts: NDArray[np.int64]
    weights: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        colors, counts = np.asarray(self.colors), np.asarray(self.counts)
        weights = None if self.weights is None else np.asarray(self.weights)
        _check(colors, counts, weights)
        contiguous = None if weights is None else np.ascontiguousarray(weights)
        shown = without_hidden(np.ascontiguousarray(colors))
        self._take(
            tally(shown, np.ascontiguousarray(counts), contiguous, threads=resolve_threads(None))
        )

    @classmethod
    def from_image(
        cls,
        image: ImageLike,
        *,
        weights: ImageLike | None = None,
        nodata: NoData | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> ColorHistogram:
        """Count the colours of every pixel.

        Parameters
        ----------
        image
            A path, a file object, a Pillow image or an array; see `colorquant.quantize`.
        weights
            A mask of the image's height and width that says where colour matters: a grey image or
            an array, 0 to 255 or floats 0 to 1. A pixel counts for its share of full weight; at 0
            it is left out.
        nodata
            A colour, or several, whose pixels are left out: red, green and blue (and alpha), or
            one grey level; whole numbers from 0 to 255, or floats from 0 to 1, at 16 bits.
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
            If the image, or the mask, cannot be taken, they differ in size, or nothing is left to
            count.
        InvalidOptionError
            If `nodata` or `threads` is out of range.
        """
        return cls._counted(_count(image, weights, nodata, resolve_threads(threads), progress))

    @classmethod
    def from_images(
        cls,
        images: Iterable[ImageLike],
        *,
        weights: Iterable[float | ImageLike | None] | None = None,
        nodata: NoData | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> ColorHistogram:
        """Count the colours of many images, one after the other, for one palette.

        Parameters
        ----------
        images
            One or more; see `colorquant.quantize`. One image at a time is in memory.
        weights
            One for each image, if any: a number, what each of its pixels counts for (see
            `weighted`), a mask as for `from_image`, or None.
        nodata, threads
            As for `from_image`.
        progress
            Told the share done after each image, if it is known how many there are.

        Returns
        -------
        ColorHistogram
            The same for any order of the images.

        Raises
        ------
        ImageFileError, InvalidImageError
            If an image, or a mask, cannot be taken.
        InvalidOptionError
            If there is no image, there are not as many weights as images, or an option is out of
            range.
        """
        total = len(images) if isinstance(images, Sized) else 0

        def parts() -> Iterator[Counted]:
            pairs = _pairs(images, weights)
            for done, (image, weight) in enumerate(pairs, 1):
                if isinstance(weight, int | float | np.number):
                    one = _count(image, None, nodata, resolve_threads(threads))
                    yield _weighted(one, float(weight))
                else:
                    yield _count(image, weight, nodata, resolve_threads(threads))
                if progress is not None and total:
                    progress(min(1.0, done / total))

        return cls._counted(add_as_they_come(parts(), threads=resolve_threads(threads)))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> ColorHistogram:
        """Read a histogram that `save` wrote. Nothing in the file is executed.

        Parameters
        ----------
        path
            The file.

        Returns
        -------
        ColorHistogram
            Equal to the one that was saved.

        Raises
        ------
        ImageFileError
            If the file cannot be read, is damaged, of another version or no histogram.
        """
        stored = read_histogram(path)
        try:
            histogram = cls(*stored)
        except InvalidImageError as error:
            raise ImageFileError(f"{os.fspath(path)} is damaged: {error}") from None
        if not np.array_equal(histogram.colors, stored.colors):
            raise ImageFileError(
                f"{os.fspath(path)} is damaged: its colours are repeated, or in another order than "
                "Z-order"
            )
        return histogram

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the histogram to a file, whole or not at all.

        The file is an archive of NumPy's, which `numpy.load` reads, too: ``colors``, ``counts``,
        perhaps ``weights``, and ``version``, which is 1. The same histogram gives the same bytes.

        Parameters
        ----------
        path
            The file; it ends in ``.npz``.

        Raises
        ------
        InvalidOptionError
            If it ends in something else, or its folder does not exist.
        ImageFileError
            If writing fails.
        """
        write_histogram(path, self._parts())

    def weighted(self, share: float) -> ColorHistogram:
        """Return the same, each pixel counting for a share of what it counted for.

        Parameters
        ----------
        share
            0.004 to 1,000, rounded to 255ths: 2 lets every pixel count twice.

        Raises
        ------
        InvalidOptionError
            If `share` is out of range.
        """
        return self._counted(_weighted(self._parts(), share))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the most common colours, and what share they have."""
        common = np.argsort(-self.counts, kind="stable")[:_MOST_IN_NOTEBOOK]
        shares = [percent(count / self.pixel_count) for count in self.counts[common].tolist()]
        return as_html(
            to_8_bits(self.colors[common]),
            shares,
            f"Histogram of {self._described()}; the most common:",
        )

    def __repr__(self) -> str:
        """Return one line, of any histogram."""
        return f"<ColorHistogram of {self._described()}>"

    def _described(self) -> str:
        colors = "1 distinct colour" if len(self) == 1 else f"{len(self):,} distinct colours"
        pixels = "1 pixel" if self.pixel_count == 1 else f"{self.pixel_count:,} pixels"
        bits, weighted = 8 * self.colors.dtype.itemsize, ", weighted" * (self.weights is not None)
        return f"{colors} of {bits} bits in {pixels}, counted exactly{weighted}"

    def __len__(self) -> int:
        return len(self.colors)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ColorHistogram)
            and self.colors.dtype == other.colors.dtype
            and np.array_equal(self.colors, other.colors)
            and np.array_equal(self.counts, other.counts)
            and (self.weights is None) == (other.weights is None)
            and np.array_equal(self.fit_weights, other.fit_weights)
        )

    __hash__ = None  # type: ignore[assignment]  # holds arrays

    def __radd__(self, other: object) -> ColorHistogram:
        return self if isinstance(other, int) and other == 0 else NotImplemented  # as sum() begins

    def __add__(self, other: ColorHistogram) -> ColorHistogram:
        if not isinstance(other, ColorHistogram):
            return NotImplemented
        parts = [self._parts(), other._parts()]
        return self._counted(add(parts, threads=resolve_threads(None)))

    @property
    def pixel_count(self) -> int:
        """How many pixels were counted."""
        return int(self.counts.sum())

    @property
    def fit_weights(self) -> NDArray[np.int64]:
        """(m,) int64, what each colour counts for beside the others: the counts, or the weights."""
        return self.counts if self.weights is None else self.weights

    def rounded(self, *, threads: int | None = None) -> ColorHistogram:
        """Return the same with colours rounded to 8 bits, those that become equal added up."""
        if self.colors.dtype == np.uint8:
            return self
        return self._counted(
            tally(
                without_hidden(to_8_bits(self.colors)),
                self.counts,
                self.weights,
                threads=resolve_threads(threads),
            )
        )

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
            The histogram of the drawn pixels; where there are weights, each of a colour's pixels
            counts for their mean.

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
        counts = counts[present].astype(np.int64)
        weights = None
        if self.weights is not None:
            share = self.weights[present] / self.counts[present]
            weights = np.maximum(np.rint(share * counts), 1.0).astype(np.int64)
        return self._counted(Counted(self.colors[present], counts, weights))

    @classmethod
    def _counted(cls, counted: Counted) -> ColorHistogram:
        """Wrap colours known to be distinct and in Z-order."""
        if not len(counted.colors):
            raise InvalidImageError(
                "weights and nodata leave no pixel to fit on; at least one has to count"
            )
        histogram = object.__new__(cls)
        histogram._take(counted)
        return histogram

    def _parts(self) -> Counted:
        return Counted(self.colors, self.counts, self.weights)

    def _take(self, counted: Counted) -> None:
        colors, counts, weights = counted
        if weights is not None and np.array_equal(weights, FULL_WEIGHT * counts):
            weights = None
        if int((counts if weights is None else weights).sum()) >= MAX_PIXELS:
            raise InvalidImageError(
                f"the histogram counts {counts.sum():,} pixels; allowed are fewer than "
                f"{MAX_PIXELS:,}, or {MAX_PIXELS // FULL_WEIGHT:,} with weights"
            )
        for name, array in (("colors", colors), ("counts", counts), ("weights", weights)):
            if array is not None:
                array.flags.writeable = False
            object.__setattr__(self, name, array)


def _pairs(
    images: Iterable[ImageLike], weights: Iterable[float | ImageLike | None] | None
) -> Iterator[tuple[ImageLike, float | ImageLike | None]]:
    """Return each image with its weight."""
    if isinstance(images, str | bytes):
        raise InvalidOptionError(f"images is {images!r}; allowed are several: a list, for example")
    count = 0
    try:
        for image, weight in zip(
            images, repeat(None) if weights is None else weights, strict=weights is not None
        ):
            yield image, weight
            count += 1
    except ValueError as error:
        if not str(error).startswith("zip()"):
            raise
        raise InvalidOptionError(
            f"the weights are not as many as the images; allowed is one for each (after {count:,})"
        ) from None
    if not count:
        raise InvalidOptionError("there is no image; at least one is needed")


def _count(
    image: ImageLike,
    weights: ImageLike | None,
    nodata: NoData | None,
    threads: int,
    progress: Progress | None = None,
) -> Counted:
    """Count an image, of which a mask and nodata may leave nothing."""
    array = as_image(image)
    mask = None if weights is None else as_mask(weights, array.shape[0], array.shape[1])
    counted = count(array, mask, threads=threads, progress=progress)
    return counted if nodata is None else _without(counted, nodata)


def _weighted(counted: Counted, share: float) -> Counted:
    if not isinstance(share, int | float | np.number) or not 0.004 <= share <= 1000:
        raise InvalidOptionError(f"the weight is {share!r}; allowed is 0.004 to 1,000")
    factor = max(1, round(float(share) * FULL_WEIGHT))
    if counted.weights is None:
        return counted._replace(weights=counted.counts * factor)
    rounded = (counted.weights * factor + FULL_WEIGHT // 2) // FULL_WEIGHT
    return counted._replace(weights=np.maximum(rounded, 1))


def _without(counted: Counted, nodata: NoData) -> Counted:
    colors, counts, weights = counted
    kept = np.ones(len(colors), bool)
    deep = to_16_bits(colors)
    for color in nodata_colors(nodata, colors.shape[1]):
        kept &= (deep != color).any(axis=1)
    return Counted(colors[kept], counts[kept], None if weights is None else weights[kept])


def _check(colors: NDArray[np.generic], counts: NDArray[np.generic], weights: object) -> None:
    fits = colors.dtype in (np.uint8, np.uint16) and colors.ndim == 2 and colors.shape[1] in (3, 4)
    if not fits or not len(colors):
        raise InvalidImageError(
            f"colours of shape {colors.shape} and type {colors.dtype} make no histogram; "
            "allowed are (m, 3) or (m, 4), uint8 or uint16, m >= 1"
        )
    for name, array in (("counts", counts), ("weights", weights)):
        if array is not None:
            _check_counts(name, array, len(colors))


def _check_counts(name: str, array: object, size: int) -> None:
    assert isinstance(array, np.ndarray)
    if array.dtype != np.int64 or array.shape != (size,) or array.min() < 1:
        raise InvalidImageError(
            f"{name} of shape {array.shape} and type {array.dtype} do not fit {size:,} "
            "colours; allowed is one int64 of at least 1 for each"
        )
    if array.sum(dtype=np.float64) >= MAX_PIXELS:
        raise InvalidImageError(
            f"the {name} sum to {array.sum(dtype=np.float64):.3g} pixels; "
            f"allowed are fewer than {MAX_PIXELS:,}"
        )
