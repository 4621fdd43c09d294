"""The histogram of distinct colors that fitters take."""

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
from colorquant.image import ImageLike, NoData
from colorquant.pixels import Colors, to_8_bits, without_hidden
from colorquant.rendering import as_html, percent

# Sums of weights times 8-bit coordinates must stay exact integers in binary64 (below 2^53).
MAX_PIXELS = 2**45

# Limits of `max_colors`; files hold up to the larger.
_MIN_MAX_COLORS, _MAX_MAX_COLORS = 1 << 16, 1 << 27

_MAX_SHOWN = 16  # colors, in a notebook


def check_arrays(colors: NDArray[np.generic], counts: NDArray[np.generic], weights: object) -> None:
    """Check the shapes, dtypes and ranges of the arrays of a histogram.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4), uint8 or uint16, m >= 1.
    counts
        (m,) int64, at least 1.
    weights
        The same, or None.

    Raises
    ------
    InvalidImageError
        If an array does not fit.
    """
    fits = colors.dtype in (np.uint8, np.uint16) and colors.ndim == 2 and colors.shape[1] in (3, 4)
    if not fits or not len(colors):
        raise InvalidImageError(
            f"the colors have shape {colors.shape} and dtype {colors.dtype}; "
            "allowed are (m, 3) or (m, 4), uint8 or uint16, m >= 1"
        )
    for name, array in (("counts", counts), ("weights", weights)):
        if array is not None:
            _check_counts(name, array, len(colors))


def _check_counts(name: str, array: object, size: int) -> None:
    assert isinstance(array, np.ndarray)
    if array.dtype != np.int64 or array.shape != (size,):
        raise InvalidImageError(
            f"the {name} have shape {array.shape} and dtype {array.dtype}; "
            f"allowed is ({size},) int64"
        )
    if array.min() < 1:
        raise InvalidImageError(f"the least of the {name} is {array.min()}; allowed is at least 1")
    if array.sum(dtype=np.float64) >= MAX_PIXELS:
        raise InvalidImageError(
            f"the {name} sum to {array.sum(dtype=np.float64):.3g} pixels; "
            f"allowed are fewer than {MAX_PIXELS:,}"
        )


def check_max_colors(max_colors: object) -> int:
    """Check the limit on distinct colors.

    Parameters
    ----------
    max_colors
        65,536 to 134,217,728.

    Returns
    -------
    int
        `max_colors` as a Python int.

    Raises
    ------
    InvalidOptionError
        If it is not an integer in that range.
    """
    return check_integer("max_colors", max_colors, _MIN_MAX_COLORS, _MAX_MAX_COLORS)


@dataclass(frozen=True, eq=False, repr=False)
class ColorHistogram:
    """The distinct colors of one or more images, and the number of pixels of each.

    ``a + b`` is the histogram of the pixels of both. The sum does not depend on the order. In a
    mixed sum, 8-bit colors are widened to 16 bits, and opaque colors get an alpha channel.

    Attributes
    ----------
    colors : numpy.ndarray
        (m, 3) distinct sRGB colors or (m, 4) with alpha, uint8 or uint16, in Z-order (the bits of
        the channels interleaved; Morton 1966).
    counts : numpy.ndarray
        (m,) int64, number of pixels of each color, at least 1.
    weights : numpy.ndarray or None
        (m,) int64, weight of each color in a fit, in 1/255 of a pixel; None if every pixel has
        full weight.

    Notes
    -----
    All opaque 8-bit colors are counted exactly. So are other colors, up to `max_colors` distinct
    ones (default 2^24). Beyond that, colors that differ only in their low bits are merged into one
    cell, stored as the mean of its pixels, and `exact` is False. The cell size depends only on the
    colors, and means come from exact sums, so sums still do not depend on the order. A histogram
    takes at most 0.8 GiB and counting at most about 5 GiB; a lower `max_colors` lowers both.

    Counting opaque 8-bit images takes up to 72 MiB of scratch memory plus 128 KiB per thread, for
    any image size, and 11 bytes per distinct color at the end. With alpha, 16 bits or weights it
    takes about 64 MiB, and four times the size of the result at the end.

    Examples
    --------
    >>> import numpy as np
    >>> from colorquant import ColorHistogram
    >>> image = np.array([[[255, 0, 0], [255, 0, 0], [0, 0, 255]]], np.uint8)
    >>> histogram = ColorHistogram.from_image(image)
    >>> histogram.colors.tolist(), histogram.counts.tolist()
    ([[0, 0, 255], [255, 0, 0]], [1, 2])
    >>> (histogram + histogram).pixel_count
    6
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
        """Count the colors of all pixels of an image.

        Parameters
        ----------
        image
            A path, a file object, a Pillow image or an array; see `colorquant.quantize`. An array
            larger than memory, such as a `numpy.memmap`, is read in parts.
        weights
            Weight of each pixel: a gray image or an array of the image's height and width, 0 to
            255 or floats 0 to 1. Pixels of weight 0 are left out.
        nodata
            One or more colors whose pixels are left out: (red, green, blue), with alpha if needed,
            or a gray level; integers 0 to 255, or floats 0 to 1 (16 bits).
        max_colors
            Limit on distinct colors, 65,536 to 134,217,728; beyond it similar colors are merged.
            Opaque 8-bit colors are always exact.
        threads
            Number of threads. The result does not depend on it.
        progress
            Called with the fraction done, 0 to 1.

        Returns
        -------
        ColorHistogram
            Gray images count as red = green = blue.

        Raises
        ------
        ImageFileError, InvalidImageError
            If the image or mask cannot be read or is not supported, their sizes differ, or no
            pixel is left.
        InvalidOptionError
            If `nodata`, `max_colors` or `threads` is out of range.

        Warns
        -----
        ColorQuantWarning
            If there are more than `max_colors` distinct colors, so similar colors were merged.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram
        >>> gray = np.array([[0, 0], [0, 255]], np.uint8)
        >>> ColorHistogram.from_image(gray).counts.tolist()
        [3, 1]
        >>> len(ColorHistogram.from_image(gray, nodata=255))
        1
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
        """Count the colors of many images together, to fit a shared palette.

        Parameters
        ----------
        images
            One or more images, or parts of one; see `colorquant.quantize`. May be an iterator;
            only one image is in memory at a time.
        weights
            One per image: a factor for all its pixels (see `weighted`), a mask as for
            `from_image`, or None.
        nodata, max_colors, threads
            As for `from_image`.
        progress
            Called with the fraction done, 0 to 1, after each image, if `images` has a length.

        Returns
        -------
        ColorHistogram
            Does not depend on the order of the images.

        Raises
        ------
        ImageFileError, InvalidImageError
            If an image or mask cannot be read or is not supported.
        InvalidOptionError
            If there are no images, the numbers of weights and images differ, or an option is out
            of range.

        Warns
        -----
        ColorQuantWarning
            If there are more than `max_colors` distinct colors, so similar colors were merged.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram
        >>> dark, light = np.zeros((2, 2), np.uint8), np.full((2, 2), 255, np.uint8)
        >>> ColorHistogram.from_images([dark, light]).counts.tolist()
        [4, 4]
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
        """Add many histograms, faster than ``+``.

        Parameters
        ----------
        histograms
            One or more; may be an iterator.
        max_colors, threads
            As for `from_image`.

        Returns
        -------
        ColorHistogram
            Does not depend on the order.

        Raises
        ------
        InvalidOptionError
            If there are no histograms, or an option is out of range.

        Warns
        -----
        ColorQuantWarning
            If similar colors were merged because there are more than `max_colors`.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram
        >>> one = ColorHistogram.from_image(np.zeros((2, 2), np.uint8))
        >>> ColorHistogram.from_histograms([one, one, one]).pixel_count
        12
        """
        max_colors, used = check_max_colors(max_colors), resolve_threads(threads)
        shifts: list[int | None] = []

        def parts() -> Iterator[Counted]:
            for each in histograms:
                if not isinstance(each, ColorHistogram):
                    got = type(each).__name__
                    raise InvalidOptionError(f"a histogram is {got}; allowed is ColorHistogram")
                shifts.append(each._parts().shift)
                yield each._parts()
            if not shifts:
                raise InvalidOptionError("no histogram is given; at least one is needed")

        total = add_as_they_come(parts(), threads=used, max_colors=max_colors)
        return cls._counted(total, warn_of=None if total.shift in shifts else max_colors)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> ColorHistogram:
        """Read a histogram that `save` wrote. No code in the file is executed.

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
            If the file cannot be read, is damaged, or is not a histogram of this version.
        """
        stored = read_histogram(path)
        try:
            histogram = cls(stored.colors, stored.counts, stored.weights)
        except InvalidImageError as error:
            raise ImageFileError(f"{os.fspath(path)} is damaged: {error}") from None
        if not np.array_equal(histogram.colors, stored.colors):
            raise ImageFileError(
                f"{os.fspath(path)} is damaged: its colors are repeated or not in Z-order"
            )
        if stored.coarse is None:
            return histogram
        if not are_cells(stored):
            raise ImageFileError(f"{os.fspath(path)} is damaged: its colors are not cell means")
        return cls._counted(stored)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = True) -> None:
        """Write the histogram to a file, whole or not at all.

        The file is a NumPy archive, readable by `numpy.load`, with ``colors``, ``counts``,
        ``weights`` if any, ``sums`` and ``shift`` if not exact, and ``version`` (1). Equal
        histograms give equal bytes.

        Parameters
        ----------
        path
            The file; it ends in ``.npz``.
        overwrite
            Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

        Raises
        ------
        InvalidOptionError
            If it does not, or its folder does not exist.
        ImageFileError
            If writing fails.
        """
        write_histogram(path, self._parts(), overwrite=overwrite)

    def scaled(self, factor: float) -> ColorHistogram:
        """Return a histogram with all weights multiplied by a factor.

        Parameters
        ----------
        factor
            The factor, 0.004 to 1,000, rounded to 1/255.

        Returns
        -------
        ColorHistogram
            The same colors and counts with new weights.

        Raises
        ------
        InvalidOptionError
            If `factor` is out of range.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram
        >>> histogram = ColorHistogram.from_image(np.zeros((1, 3), np.uint8))
        >>> histogram.scaled(2).weights.tolist()  # in 1/255 of a pixel
        [1530]
        """
        return self._counted(self._parts().scaled(factor))

    def _repr_html_(self) -> str:
        """Return HTML for notebooks: the most common colors and their shares."""
        common = np.argsort(-self.counts, kind="stable")[:_MAX_SHOWN]
        shares = [percent(count / self.pixel_count) for count in self.counts[common].tolist()]
        title = f"Histogram of {self._described()}; the most common:"
        return as_html(to_8_bits(self.colors[common]), shares, title)

    def __repr__(self) -> str:
        """Return a one-line summary."""
        return f"<ColorHistogram of {self._described()}>"

    def _described(self) -> str:
        """Return the number and kind of colors, and how many pixels have them."""
        count, pixels = len(self), self.pixel_count
        kind = "distinct color" if self.exact else "cell"
        return (
            f"{count:,} {kind}{'s' * (count != 1)} of {8 * self.colors.dtype.itemsize} bits in "
            f"{pixels:,} pixel{'s' * (pixels != 1)}, {'exact' if self.exact else 'not exact'}"
            f"{', weighted' * (self.weights is not None)}"
        )

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

    __hash__ = None  # type: ignore[assignment]  # arrays are not hashable

    def __radd__(self, other: object) -> ColorHistogram:
        return self if isinstance(other, int) and other == 0 else NotImplemented  # as sum() begins

    def __add__(self, other: ColorHistogram) -> ColorHistogram:
        if not isinstance(other, ColorHistogram):
            return NotImplemented
        return self.from_histograms([self, other])

    @property
    def exact(self) -> bool:
        """Whether every color was counted separately, without merging similar colors."""
        return self._coarse is None

    @property
    def pixel_count(self) -> int:
        """Number of pixels counted."""
        return int(self.counts.sum())

    @property
    def sample_weight(self) -> NDArray[np.int64]:
        """(m,) int64, relative weight of each color: `weights` if given, else `counts`."""
        return self.counts if self.weights is None else self.weights

    def rounded(self, *, threads: int | None = None) -> ColorHistogram:
        """Round colors to 8 bits and merge those that become equal.

        Parameters
        ----------
        threads
            Number of threads. The result does not depend on it.

        Returns
        -------
        ColorHistogram
            (m, 3) or (m, 4) uint8 colors; this histogram if it has 8 bits already.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram
        >>> image = np.array([[[0, 0, 0], [1, 0, 0]]], np.uint16)
        >>> ColorHistogram.from_image(image).rounded().counts.tolist()
        [2]
        """
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
        """Draw a random sample of pixels, without replacement.

        Parameters
        ----------
        n
            Number of pixels, 1 or more; all if there are no more than `n`.
        seed
            Random seed, 0 to 2^64 - 1. The same seed draws the same pixels on every platform.

        Returns
        -------
        ColorHistogram
            The histogram of the drawn pixels. With weights, each pixel has the mean weight of
            its color.

        Raises
        ------
        InvalidOptionError
            If `n` or `seed` is out of range.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram
        >>> histogram = ColorHistogram.from_image(np.arange(256, dtype=np.uint8).reshape(16, 16))
        >>> histogram.sample(10).pixel_count
        10
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
        """Wrap colors known to be distinct and in Z-order; warn if similar ones were merged."""
        if not len(counted.colors):
            raise InvalidImageError(
                "weights and nodata exclude every pixel; at least one must remain"
            )
        if warn_of is not None and counted.shift is not None:
            warnings.warn(
                f"the image has more than {warn_of:,} distinct colors; similar ones are merged in "
                f"cells of {1 << counted.shift:,} levels per channel",
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
