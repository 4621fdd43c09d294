"""What makes a histogram."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from colorquant._progress import Progress
from colorquant._random import distinct_integers
from colorquant._validation import check_integer, check_seed, resolve_threads
from colorquant.counting import (
    FULL_WEIGHT,
    MAX_COLORS,
    Coarse,
    Counted,
    add_as_they_come,
    are_cells,
    tally,
)
from colorquant.errors import (
    ColorQuantWarning,
    ImageFileError,
    InvalidImageError,
    InvalidOptionError,
)
from colorquant.files import read_histogram, write_histogram
from colorquant.histogram.counted_images import Weight, count_each, count_image
from colorquant.histogram.showing import as_notebook, described
from colorquant.histogram.weighing import weighted
from colorquant.image import ImageLike, NoData
from colorquant.pixels import Colors, to_8_bits, without_hidden

# Sums of weights times 8-bit coordinates must stay exact integers in binary64 (below 2^53).
MAX_PIXELS = 2**45

_FEWEST, _MOST = 1 << 16, 1 << 27  # of colors that may be held, and that a file holds


def check_arrays(colors: NDArray[np.generic], counts: NDArray[np.generic], weights: object) -> None:
    """Make sure that colors, counts and perhaps weights go together.

    Raises
    ------
    InvalidImageError
        If they do not.
    """
    fits = colors.dtype in (np.uint8, np.uint16) and colors.ndim == 2 and colors.shape[1] in (3, 4)
    if not fits or not len(colors):
        raise InvalidImageError(
            f"colors of shape {colors.shape} and type {colors.dtype} make no histogram; "
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
            "colors; allowed is one int64 of at least 1 for each"
        )
    if array.sum(dtype=np.float64) >= MAX_PIXELS:
        raise InvalidImageError(
            f"the {name} sum to {array.sum(dtype=np.float64):.3g} pixels; "
            f"allowed are fewer than {MAX_PIXELS:,}"
        )


def check_max_colors(max_colors: object) -> int:
    """Return how many colors may be held one by one.

    Raises
    ------
    InvalidOptionError
        If it is no whole number from 65,536 to 134,217,728.
    """
    return check_integer("max_colors", max_colors, _FEWEST, _MOST)


@dataclass(frozen=True, eq=False, repr=False)
class ColorHistogram:
    """The distinct colors of one or many images, and how often each occurs.

    Histograms add: count an image in parts, or many images, and ``a + b`` is the histogram of all
    their pixels. The sum does not depend on the order. Where kinds differ, 8-bit colors become
    16-bit ones and opaque colors get their alpha.

    Attributes
    ----------
    colors : numpy.ndarray
        (m, 3) distinct sRGB colors or (m, 4) with alpha, uint8 or uint16, in Z-order (the bits of
        the channels interleaved; Morton 1966).
    counts : numpy.ndarray
        (m,) int64, how many pixels have each color, at least 1.
    weights : numpy.ndarray or None
        (m,) int64, what each color counts for in a fit, in 255ths of a pixel; None if all its
        pixels count in full.

    Notes
    -----
    Opaque 8-bit colors, of which there are 2^24, are always held one by one. Others are, too, up
    to as many. Beyond that, colors that differ in their lowest bits only are one cell, which is
    held as the mean of its pixels, and `exact` is False. How many bits that are depends on the
    colors alone, and the means come from exact sums: so sums do not depend on the order then,
    either. A histogram then has at most 0.8 GiB, and counting takes at most about 5 GiB; both go
    with `max_colors`, where that is lower.

    Counting opaque 8-bit images needs at most 72 MiB of scratch memory and 128 KiB for each thread,
    whatever the size of the image, and while it ends another 11 bytes for each distinct color.
    With alpha, 16 bits or weights it needs about 64 MiB, and four times the result while it ends.
    """

    colors: Colors
    counts: NDArray[np.int64]
    weights: NDArray[np.int64] | None = None
    _coarse: Coarse | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        colors, counts = np.asarray(self.colors), np.asarray(self.counts)
        weights = None if self.weights is None else np.asarray(self.weights)
        check_arrays(colors, counts, weights)
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
        max_colors: int = MAX_COLORS,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> ColorHistogram:
        """Count the colors of every pixel.

        Parameters
        ----------
        image
            A path, a file object, a Pillow image or an array; see `colorquant.quantize`. Of an
            array that is larger than memory, such as a `numpy.memmap`, a part at a time is read.
        weights
            A mask of the image's height and width that says where color matters: a gray image or
            an array, 0 to 255 or floats 0 to 1. A pixel counts for its share of full weight; at 0
            it is left out.
        nodata
            A color, or several, whose pixels are left out: red, green and blue (and alpha), or
            one gray level; whole numbers from 0 to 255, or floats from 0 to 1, at 16 bits.
        max_colors
            65,536 to 134,217,728, how many colors are held one by one, if they are not opaque ones
            of 8 bits.
        threads
            How many threads to use; the answer does not depend on it.
        progress
            Told now and then the share done, from 0 to 1.

        Returns
        -------
        ColorHistogram
            Gray images count as red = green = blue.

        Raises
        ------
        ImageFileError, InvalidImageError
            If the image, or the mask, cannot be taken, they differ in size, or nothing is left to
            count.
        InvalidOptionError
            If `nodata`, `max_colors` or `threads` is out of range.

        Warns
        -----
        ColorQuantWarning
            If there are more colors than are held one by one.
        """
        counted = count_image(
            image,
            weights,
            nodata,
            max_colors=check_max_colors(max_colors),
            threads=resolve_threads(threads),
            progress=progress,
        )
        return cls._counted(counted, warn_of=max_colors)

    @classmethod
    def from_images(
        cls,
        images: Iterable[ImageLike],
        *,
        weights: Iterable[Weight] | None = None,
        nodata: NoData | None = None,
        max_colors: int = MAX_COLORS,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> ColorHistogram:
        """Count the colors of many images, one after the other, for one palette.

        Parameters
        ----------
        images
            One or more, or one in parts: an iterator will do, and one image at a time is in memory.
            See `colorquant.quantize`.
        weights
            One for each image, if any: a number, what each of its pixels counts for (see
            `weighted`), a mask as for `from_image`, or None.
        nodata, most_colors, threads
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

        Warns
        -----
        ColorQuantWarning
            If there are more colors than are held one by one.
        """
        max_colors, used = check_max_colors(max_colors), resolve_threads(threads)
        total = len(images) if isinstance(images, Sized) else 0

        def parts() -> Iterator[Counted]:
            each = count_each(images, weights, nodata, max_colors=max_colors, threads=used)
            for done, counted in enumerate(each, 1):
                yield counted
                if progress is not None and total:
                    progress(min(1.0, done / total))

        return cls._counted(
            add_as_they_come(parts(), threads=used, max_colors=max_colors), warn_of=max_colors
        )

    @classmethod
    def from_histograms(
        cls,
        histograms: Iterable[ColorHistogram],
        *,
        max_colors: int = MAX_COLORS,
        threads: int | None = None,
    ) -> ColorHistogram:
        """Add up many histograms, sooner than ``+`` does and as they come.

        Parameters
        ----------
        histograms
            One or more: an iterator will do.
        most_colors, threads
            As for `from_image`.

        Returns
        -------
        ColorHistogram
            The same for any order.

        Raises
        ------
        InvalidOptionError
            If there is no histogram, or an option is out of range.

        Warns
        -----
        ColorQuantWarning
            If there are more colors than are held one by one, as there were in none of them.
        """
        max_colors, used = check_max_colors(max_colors), resolve_threads(threads)
        shifts: list[int | None] = []

        def parts() -> Iterator[Counted]:
            for each in histograms:
                if not isinstance(each, ColorHistogram):
                    got = type(each).__name__
                    raise InvalidOptionError(f"a histogram is {got}; allowed are ColorHistograms")
                shifts.append(each._parts().shift)
                yield each._parts()
            if not shifts:
                raise InvalidOptionError("there is no histogram; at least one is needed")

        total = add_as_they_come(parts(), threads=used, max_colors=max_colors)
        return cls._counted(total, warn_of=None if total.shift in shifts else max_colors)

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
            histogram = cls(stored.colors, stored.counts, stored.weights)
        except InvalidImageError as error:
            raise ImageFileError(f"{os.fspath(path)} is damaged: {error}") from None
        if not np.array_equal(histogram.colors, stored.colors):
            raise ImageFileError(
                f"{os.fspath(path)} is damaged: its colors are repeated, or in another order than "
                "Z-order"
            )
        if stored.coarse is None:
            return histogram
        if not are_cells(stored):
            raise ImageFileError(f"{os.fspath(path)} is damaged: its colors are no means of cells")
        return cls._counted(stored)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = True) -> None:
        """Write the histogram to a file, whole or not at all.

        The file is an archive of NumPy's, which `numpy.load` reads, too: ``colors``, ``counts``,
        perhaps ``weights``, ``sums`` and ``shift`` if it is not exact, and ``version``, which is 1.
        The same histogram gives the same bytes.

        Parameters
        ----------
        path
            The file; it ends in ``.npz``.
        overwrite
            Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

        Raises
        ------
        InvalidOptionError
            If it ends in something else, or its folder does not exist.
        ImageFileError
            If writing fails.
        """
        write_histogram(path, self._parts(), overwrite=overwrite)

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
        return self._counted(weighted(self._parts(), share))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the most common colors, and what share they have."""
        return as_notebook(self)

    def __repr__(self) -> str:
        """Return one line, of any histogram."""
        return f"<ColorHistogram of {described(self)}>"

    def __len__(self) -> int:
        return len(self.colors)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ColorHistogram)
            and self.colors.dtype == other.colors.dtype
            and np.array_equal(self.colors, other.colors)
            and np.array_equal(self.counts, other.counts)
            and (self.weights is None) == (other.weights is None)
            and np.array_equal(self.sample_weight, other.sample_weight)
            and self._parts().shift == other._parts().shift
            and (self.exact or np.array_equal(self._parts().sums, other._parts().sums))
        )

    __hash__ = None  # type: ignore[assignment]  # holds arrays

    def __radd__(self, other: object) -> ColorHistogram:
        return self if isinstance(other, int) and other == 0 else NotImplemented  # as sum() begins

    def __add__(self, other: ColorHistogram) -> ColorHistogram:
        if not isinstance(other, ColorHistogram):
            return NotImplemented
        return self.from_histograms([self, other])

    @property
    def exact(self) -> bool:
        """Whether the colors are those of the pixels, and not means of cells."""
        return self._coarse is None

    @property
    def pixel_count(self) -> int:
        """How many pixels were counted."""
        return int(self.counts.sum())

    @property
    def sample_weight(self) -> NDArray[np.int64]:
        """(m,) int64, what each color counts for beside the others: the counts, or the weights."""
        return self.counts if self.weights is None else self.weights

    def rounded(self, *, threads: int | None = None) -> ColorHistogram:
        """Return the same with colors rounded to 8 bits, those that become equal added up."""
        if self.colors.dtype == np.uint8:
            return self
        counted = tally(
            without_hidden(to_8_bits(self.colors)),
            self.counts,
            self.weights,
            threads=resolve_threads(threads),
        )
        return self._counted(counted.as_means(None if self.exact else 0))

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
            The histogram of the drawn pixels; where there are weights, each of a color's pixels
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
        drawn_counts = Counted(self.colors[present], counts, weights)
        return self._counted(drawn_counts.as_means(self._parts().shift))

    @classmethod
    def _counted(cls, counted: Counted, *, warn_of: int | None = None) -> ColorHistogram:
        """Wrap colors known to be distinct and in Z-order; say it if they were too many."""
        if not len(counted.colors):
            raise InvalidImageError(
                "weights and nodata leave no pixel to fit on; at least one has to count"
            )
        if warn_of is not None and counted.shift is not None:
            warnings.warn(
                f"there are more than {warn_of:,} colors; the histogram holds means of cells of "
                f"{1 << counted.shift:,} levels a side",
                ColorQuantWarning,
                stacklevel=3,
            )
        histogram = object.__new__(cls)
        histogram._take(counted)
        return histogram

    def _parts(self) -> Counted:
        return Counted(self.colors, self.counts, self.weights, self._coarse)

    def _take(self, counted: Counted) -> None:
        colors, counts, weights, coarse = counted
        if coarse is None and weights is not None and np.array_equal(weights, FULL_WEIGHT * counts):
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
        object.__setattr__(self, "_coarse", coarse)
