"""K-Means over every pixel."""

from dataclasses import KW_ONLY, dataclass, field, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant._validation import (
    EFFORTS,
    Effort,
    check_effort,
    check_number,
    check_seed,
    resolve_threads,
)
from colorquant.color import FULL, Bits, PointSpace, bits_of, check_on_grid, get_space
from colorquant.errors import InvalidOptionError
from colorquant.fitting.candidates import choose
from colorquant.fitting.fitter import Fitter
from colorquant.fitting.min_delta_e import MAX_APART, Room, Spacing, check_given, keep_apart
from colorquant.histogram import ColorHistogram
from colorquant.palette import Palette, PaletteLike, dark_to_light
from colorquant.pixels import Colors, as_words, with_alpha

_MAX_MIN_DELTA_E = 200.0  # above the CIEDE2000 of any two sRGB colors
_MAX_CANDIDATES = 4096
_NO_ENTRIES = np.empty((0, 4), np.uint8)
_TRANSPARENT = np.zeros((1, 4), np.uint8)

# Sums of weights times 16-bit coordinates must stay exact integers in binary64 (below 2^53).
_MAX_WEIGHT_OF_POINTS = 2**36


@dataclass(frozen=True)
class KMeans(Fitter):
    """K-Means over all pixels of a histogram.

    Seeds by weighted k-means++ (Arthur & Vassilvitskii 2007, doi:10.5555/1283383.1283494) on the
    means of the color cells, and searches there for a better optimum by moving centers away from
    low-utility clusters (after Patanè & Russo 2001, doi:10.1016/S0893-6080(01)00103-9). Then
    Lloyd's iteration (1982, doi:10.1109/TIT.1982.1056489) with momentum (Polyak 1964,
    doi:10.1016/0041-5553(64)90137-5) runs over every color, exactly, with filtering (Kanungo et al.
    2002, doi:10.1109/TPAMI.2002.1017616), and finally on 8-bit colors. At effort ``"fast"`` the
    search is short, and iterations may run on means of small cells instead of every color. 8-bit
    gray images in sRGB get the global optimum at any effort, by dynamic programming (Wang & Song
    2011, doi:10.32614/RJ-2011-015). 16-bit colors are fitted at 16 bits and rounded once; for
    colors with alpha see `colorquant.color.PointSpace`.

    Parameters
    ----------
    n
        Number of colors, 1 to 65,536. The palette has exactly this many, or all distinct colors if
        there are no more. (16-bit colors, and nearly transparent colors outside sRGB, may round to
        the same 8-bit entry, which can give fewer.)
    effort
        Search effort: ``"fast"``, ``"balanced"`` or ``"best"``.
    space
        The working space, in which distances are measured: ``"srgb"``, ``"linear"``, ``"oklab"``
        or ``"lab"``. The palette uses it to map images, too.
    fixed_colors
        Colors that the palette contains exactly, at its front, at most `n`: anything that
        `Palette.of` takes, such as ``["#f0f0ee"]`` or (m, 3) or (m, 4) sRGB. The other entries
        are fitted around them.
    color_depth
        Color depth of the entries: ``"rgb565"`` or another name in
        `colorquant.color.COLOR_DEPTHS`, or the bits of red, green and blue, 1 to 8 each. Fixed
        colors must have this depth. None is 8 bits per channel.
    candidates
        Candidate colors, up to 4,096; the best `n` are chosen, in their order. Anything that
        `Palette.of` takes. `effort` and `seed` have no effect then.
    min_delta_e
        Minimum CIEDE2000 between any two entries, 0 to 200, for up to 1,024 colors. With alpha, it
        holds over black or over white. If the histogram has no more than `n` colors, the palette
        has as many entries as were found that far apart.
    seed
        Random seed, 0 to 2^64 - 1.
    threads
        Number of threads; None uses ``COLORQUANT_THREADS`` or all processors. The palette does
        not depend on it.
    progress
        Called with the fraction done, 0 to 1.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.

    Examples
    --------
    >>> import numpy as np
    >>> from colorquant import ColorHistogram, KMeans
    >>> image = np.array([[0, 2, 250, 252]], np.uint8)
    >>> palette = KMeans(2).fit(ColorHistogram.from_image(image))
    >>> palette.colors.tolist()
    [[1, 1, 1], [251, 251, 251]]
    """

    label: ClassVar[str] = "K-Means"
    algorithm_version: ClassVar[int] = 3
    """Increased whenever results change for the same image and options."""

    _: KW_ONLY
    effort: Effort = "balanced"
    space: str = "srgb"
    fixed_colors: PaletteLike | None = None
    color_depth: str | Bits | None = None
    candidates: PaletteLike | None = None
    min_delta_e: float | None = None
    seed: int = 0
    threads: int | None = None
    progress: Progress | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_effort(self.effort)
        get_space(self.space)
        if self.color_depth is not None:
            object.__setattr__(self, "color_depth", bits_of(self.color_depth))
        check_seed(self.seed)
        resolve_threads(self.threads)
        self._check_candidates()
        self._check_distance()
        if self.fixed_colors is None:
            return
        fixed = Palette.of(self.fixed_colors, option="fixed_colors")
        object.__setattr__(self, "fixed_colors", fixed)
        if len(fixed) > self.n:
            raise InvalidOptionError(
                f"the number of colors is {self.n:,}; allowed is {len(fixed):,} or more, "
                "the number of fixed colors"
            )
        check_on_grid(fixed.colors, bits_of(self.color_depth))
        if self.min_delta_e is not None:
            check_given(fixed.colors, self.min_delta_e)

    def fit(self, histogram: ColorHistogram) -> Palette:
        """Fit a palette to a histogram.

        Parameters
        ----------
        histogram
            Colors, counts and weights of the pixels. If some are fully transparent, so is one
            entry (if `n` is 2 or more).

        Returns
        -------
        Palette
            The fixed colors in the given order, with their names, then the others from dark to
            light.

        Raises
        ------
        InvalidOptionError
            If the fixed colors leave no entry for transparent pixels, or too few entries that
            keep `min_delta_e` were found.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram, KMeans
        >>> image = np.array([[0, 2, 250, 252]], np.uint8)
        >>> KMeans(1).fit(ColorHistogram.from_image(image)).colors.tolist()
        [[126, 126, 126]]
        """
        palette = self._fit_freely(histogram)
        if self.min_delta_e:
            palette = self._apart(histogram, palette, self.min_delta_e)
        return palette if histogram.exact else replace(palette, optimal=False)

    def _fit_freely(self, histogram: ColorHistogram) -> Palette:
        """Fit a palette without regard to `min_delta_e`."""
        if self.candidates is not None:
            return self._choose(histogram, Palette.of(self.candidates))
        fixed = self._fixed(histogram)
        space = self._space_of(histogram, fixed)
        if self._is_plain(histogram.colors) and not space.alpha:
            return self._fit_8_bit(histogram, fixed)
        choice = self._whole_choice(histogram, space, fixed)
        if len(choice) <= self.n:
            # Rounding is optimal if it is lossless, or if channels are independent.
            lossless = histogram.colors.dtype == np.uint8 and space.bits == FULL
            optimal = lossless or (self.space == "srgb" and not space.alpha)
            return self._palette(dark_to_light(choice), optimal=optimal)
        return self._fit_points(histogram, space, fixed)

    def fit_cells(self, image: NDArray[np.uint8] | NDArray[np.uint16]) -> Palette | None:
        """Fit a palette directly to an image, if the effort allows it.

        Parameters
        ----------
        image
            (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.

        Returns
        -------
        Palette or None
            For most opaque 8-bit images at effort ``"fast"`` in sRGB, the palette of `fit`,
            provided that every entry is the nearest of some pixel. None if a histogram is needed.
        """
        is_color = image.shape[2:] == (3,) and self._is_plain(image)
        if (
            self.effort != "fast"
            or not is_color
            or self.fixed_colors is not None
            or self.min_delta_e
        ):
            return None
        threads = resolve_threads(self.threads)
        entries = _core.kmeans_of_cells(
            image.view(np.uint8).reshape(-1, 3), self.n, self.seed, threads, self.progress
        )
        return None if entries is None else self._palette(entries, optimal=False)

    def _check_candidates(self) -> None:
        if self.candidates is None:
            return
        candidates = Palette.of(self.candidates, space=self.space, option="candidates")
        object.__setattr__(self, "candidates", candidates)
        if len(candidates) > _MAX_CANDIDATES:
            raise InvalidOptionError(
                f"candidates has {len(candidates):,} colors; allowed are at most "
                f"{_MAX_CANDIDATES:,}"
            )
        for name, value in (("fixed_colors", self.fixed_colors), ("color_depth", self.color_depth)):
            if value is not None:
                raise InvalidOptionError(
                    f"candidates and {name} are given; allowed is one of them: entries are "
                    "candidates as they are"
                )

    def _check_distance(self) -> None:
        if self.min_delta_e is None:
            return
        least = check_number("min_delta_e", self.min_delta_e, 0.0, _MAX_MIN_DELTA_E)
        object.__setattr__(self, "min_delta_e", least)
        if least and self.n > MAX_APART:
            raise InvalidOptionError(
                f"the number of colors is {self.n:,}; allowed with min_delta_e are "
                f"at most {MAX_APART:,}"
            )

    def _apart(self, histogram: ColorHistogram, free: Palette, least: float) -> Palette:
        """Return a palette that keeps the minimum distance."""
        if Spacing(free.colors, least).is_kept():
            return free
        may_be_fewer = len(free) < self.n or len(histogram.rounded()) <= self.n
        if self.candidates is not None:
            return self._choose(
                histogram, Palette.of(self.candidates), least=least, may_be_fewer=may_be_fewer
            )
        fixed = self._fixed(histogram)
        check_given(fixed, least)
        space = self._space_of(histogram, fixed)
        room = Room(
            space.points(histogram.colors),
            _scaled(histogram.sample_weight),
            space,
            resolve_threads(self.threads),
        )
        entries = with_alpha(free.colors).view(np.uint8)
        entries = keep_apart(room, entries, fixed, self.n, least, may_be_fewer=may_be_fewer)
        return self._palette(dark_to_light(entries), optimal=False)

    def _choose(
        self,
        histogram: ColorHistogram,
        candidates: Palette,
        *,
        least: float = 0.0,
        may_be_fewer: bool = True,
    ) -> Palette:
        """Return the candidates that represent the colors best."""
        alpha = 4 in (histogram.colors.shape[1], candidates.colors.shape[1])
        space = PointSpace(get_space(self.space), alpha)
        chosen = choose(
            space.points(histogram.colors),
            histogram.sample_weight,
            space.points(candidates.colors),
            self.n,
            Spacing(candidates.colors, least) if least else None,
            may_be_fewer=may_be_fewer,
        )
        return Palette(
            candidates.colors[chosen],
            names=None
            if candidates.names is None
            else [candidates.names[place] for place in chosen],
            space=self.space,
            algorithm_version=self.algorithm_version,
        )

    def _space_of(self, histogram: ColorHistogram, fixed: NDArray[np.uint8]) -> PointSpace:
        """Return the point space of the colors and the fixed entries."""
        alpha = histogram.colors.shape[1] == 4 or bool((fixed[:, 3] < 255).any())
        return PointSpace(get_space(self.space), alpha, bits_of(self.color_depth))

    def _is_plain(self, colors: Colors) -> bool:
        """Whether the core can fit these colors without conversion, if opaque."""
        is_free = (
            self.space == "srgb" and bits_of(self.color_depth) == FULL and self.candidates is None
        )
        return is_free and colors.dtype == np.uint8

    def _whole_choice(
        self, histogram: ColorHistogram, space: PointSpace, fixed: NDArray[np.uint8]
    ) -> NDArray[np.uint8]:
        """Return every possible entry, or more than `n` entries if there are too many."""
        rounded = histogram.rounded(threads=self.threads)
        entries = with_alpha(rounded.colors).view(np.uint8)
        if space.bits != FULL:
            entries = _distinct(space.entries_at(space.points(rounded.colors)))
        if len(entries) > self.n:
            return entries
        entries = dark_to_light(_distinct(entries))  # the order of the palette, which breaks ties
        if (
            rounded is not histogram or space.bits != FULL
        ):  # some may not be the nearest of any color
            places = space.points(histogram.colors), space.points(entries)
            labels = _core.assign(*places, resolve_threads(self.threads))
            entries = entries[np.unique(labels)]
        return _distinct(np.concatenate([entries, fixed]))

    @property
    def fixed_entries(self) -> NDArray[np.uint8]:
        """The fixed colors with alpha, (f, 4) uint8; none if `fixed_colors` is None."""
        if not isinstance(self.fixed_colors, Palette):
            return _NO_ENTRIES
        return with_alpha(self.fixed_colors.colors).view(np.uint8)

    def _fixed(self, histogram: ColorHistogram) -> NDArray[np.uint8]:
        """Return the entries that the palette must contain, (f, 4)."""
        fixed_entries, colors = self.fixed_entries, histogram.colors
        has_clear = colors.shape[1] == 4 and bool((colors[:, 3] == 0).any())
        if not has_clear or self.n == 1 or (fixed_entries[:, 3] == 0).any():
            return fixed_entries
        if len(fixed_entries) == self.n:
            raise InvalidOptionError(
                f"{self.n:,} of {self.n:,} colors are fixed and the image has transparent "
                f"pixels; allowed is {self.n + 1:,} colors or more, or a fixed transparent one"
            )
        return np.concatenate([_TRANSPARENT, fixed_entries])

    def _fit_8_bit(self, histogram: ColorHistogram, fixed: NDArray[np.uint8]) -> Palette:
        entries, optimal = _core.kmeans(
            histogram.colors.view(np.uint8),
            histogram.sample_weight,
            self.n,
            EFFORTS.index(self.effort),
            self.seed,
            resolve_threads(self.threads),
            fixed,
            self.progress,
        )
        return self._palette(entries, optimal=optimal)

    def _fit_points(
        self, histogram: ColorHistogram, space: PointSpace, fixed: NDArray[np.uint8]
    ) -> Palette:
        entries, optimal = _core.kmeans_of_points(
            space.points(histogram.colors),
            _scaled(histogram.sample_weight),
            self.n,
            EFFORTS.index(self.effort),
            self.seed,
            resolve_threads(self.threads),
            space,
            fixed,
            self.progress,
        )
        return self._palette(entries, optimal=optimal)

    def _palette(self, entries: NDArray[np.uint8], *, optimal: bool) -> Palette:
        """Make a palette of (k, 4) entries from dark to light, the fixed ones first."""
        fixed_entries = self.fixed_entries
        if len(fixed_entries):
            free = ~np.isin(as_words(entries), as_words(fixed_entries))
            entries = np.concatenate([fixed_entries, entries[free]])
        names = self.fixed_colors.names if isinstance(self.fixed_colors, Palette) else None
        return Palette(
            entries,
            names=names and [*names, *[""] * (len(entries) - len(fixed_entries))],
            space=self.space,
            algorithm_version=self.algorithm_version,
            optimal=optimal,
        )


def _distinct(entries: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.unique(as_words(entries))[:, np.newaxis].view(np.uint8)


def _scaled(weights: NDArray[np.int64]) -> NDArray[np.int64]:
    """Scale weights so that sums with 16-bit coordinates are exact.

    A total below 2^36 is unchanged.
    """
    excess = int(weights.sum()) // _MAX_WEIGHT_OF_POINTS
    scaled: NDArray[np.int64] = np.maximum(weights >> excess.bit_length(), 1)
    return scaled
