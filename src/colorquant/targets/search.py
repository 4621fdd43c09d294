"""Search for the fewest colors that meet the targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from colorquant._progress import Progress, forward
from colorquant._validation import EFFORTS, Effort
from colorquant.color import FULL, PointSpace, bits_of, get_space
from colorquant.dithering import Ditherer
from colorquant.errors import InvalidOptionError
from colorquant.fitting import DitherFit, KMeans, dither_fit_of
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, NoData, SourceImage, as_mask
from colorquant.palette import Palette, dark_to_light
from colorquant.pixels import with_alpha
from colorquant.targets.insertion import Entries, insert_entries
from colorquant.targets.result import TargetResult, Trial, find_worst
from colorquant.targets.targets import Fitted, SizeOfFile, Target, WorstDifference


def least(is_enough: Callable[[int], bool], low: int, high: int, guess: int) -> int | None:
    """Find a number that is enough where one less is not.

    Steps that double lead away from the guess until the answer changes, and halving between ends
    the search. Where the answers are not monotone, there are several such numbers, and this finds
    one near the guess.

    Parameters
    ----------
    is_enough
        Asked a few times, now and then the same.
    low, high
        The least and the greatest number.
    guess
        Where to begin, from low to high.

    Returns
    -------
    int or None
        The number; `low` if that is enough, None if not even `high` was.
    """
    enough, not_enough = high + 1, low - 1
    step, place = 1, guess
    while not_enough < place < enough:
        if is_enough(place):
            enough, place = place, max(low, place - step)
        else:
            not_enough, place = place, min(high, place + step)
        step *= 2
        if not_enough >= low and enough <= high:
            break
    while enough - not_enough > 1:
        middle = (enough + not_enough) // 2
        if is_enough(middle):
            enough = middle
        else:
            not_enough = middle
    return None if enough > high else enough


def fewest_and_most(histogram: ColorHistogram, fitter: KMeans) -> tuple[int, int]:
    """Return the smallest number of colors that can be fitted, and the largest that makes sense.

    Parameters
    ----------
    histogram
        Of the pixels to represent.
    fitter
        Of the most colors that are allowed.

    Returns
    -------
    tuple of int
    """
    if fitter.candidates is not None:
        return 1, min(fitter.n, len(Palette.of(fitter.candidates)))
    fixed_entries = fitter.fixed_entries
    has_clear = histogram.colors.shape[1] == 4 and bool((histogram.colors[:, 3] == 0).any())
    needs_clear = has_clear and len(fixed_entries) > 0 and bool((fixed_entries[:, 3] > 0).all())
    low = min(
        max(1, len(fixed_entries) + int(needs_clear)), fitter.n
    )  # the fit refuses too few itself
    return low, max(low, min(fitter.n, len(histogram.rounded()) + len(fixed_entries)))


_FAST: Effort = EFFORTS[0]
_STARTS = (1, 16)  # entries of K-Means that insertion begins with
_MAX_INSERTED = 1024  # each takes a look at all colors

K_MEANS = "k-means"
INSERTION = "insertion"

IsEnough = Callable[[Trial], bool]


class Search:
    """Fits palettes to an image and measures them.

    Parameters
    ----------
    picture, histogram
        The image, and the pixels of it that count.
    targets
        What is measured of every palette.
    fitter
        Whose options all fits have but for the number of colors.
    progress
        Told a share that grows with every trial.
    ditherer
        How images are dithered.
    dither_fit
        What moves the entries of K-Means for that, if anything.
    """

    def __init__(
        self,
        picture: SourceImage,
        histogram: ColorHistogram,
        targets: Sequence[Target],
        fitter: KMeans,
        progress: Progress | None,
        ditherer: Ditherer | None = None,
        dither_fit: DitherFit | None = None,
    ) -> None:
        self.trials: list[Trial] = []
        self._picture, self._histogram = picture, histogram
        self._targets, self._fitter, self._progress = targets, fitter, progress
        self._ditherer, self._dither_fit = ditherer, dither_fit
        self._palettes: list[Palette] = []  # of each trial
        self._held: Palette | None = None
        self._known: dict[tuple[int, Effort, Palette | None], Trial] = {}
        self._locked = len(fitter.fixed_entries)

    def fewest(self, is_enough: IsEnough, low: int, high: int) -> Trial | None:
        """Find the fewest colors that are enough, by K-Means.

        By fast fits first, and from there on at the asked effort.

        Parameters
        ----------
        is_enough
            Whether a trial is good enough.
        low, high
            The smallest and the largest number of colors.

        Returns
        -------
        Trial or None
            None if `high` colors are not enough.
        """
        found: int | None = low
        for effort in dict.fromkeys((_FAST, self._fitter.effort)):
            guess = high if found is None else found
            found = least(partial(self._is_enough, is_enough, effort), low, high, guess)
        return None if found is None else self._k_means(found, self._fitter.effort)

    def most(self, is_met: IsEnough, low: int, high: int) -> Trial | None:
        """Find the most colors that still meet the targets, by K-Means.

        Parameters
        ----------
        is_met
            Whether a trial meets them.
        low, high
            The smallest and the largest number of colors.

        Returns
        -------
        Trial or None
            None if `low` colors do not.
        """
        missed = self.fewest(lambda trial: not is_met(trial), low, high)
        if missed is None:
            return self._k_means(high, self._fitter.effort)
        before = [trial for trial in self.trials if self._is_final(trial) and is_met(trial)]
        return max(before, key=lambda trial: trial.n, default=None)

    def inserted(self, limit: float, low: int, max_colors: int) -> Trial | None:
        """Insert entries where colors are represented worst until a limit is met.

        Parameters
        ----------
        limit
            The largest CIEDE2000 allowed.
        low
            The smallest number of colors.
        max_colors
            The largest number of colors.

        Returns
        -------
        Trial or None
            None if that takes more than `max_colors`.
        """
        best: Trial | None = None
        max_colors = min(max_colors, _MAX_INSERTED)
        for start in dict.fromkeys(max(low, size) for size in _STARTS):
            if start > max_colors:
                break
            palette = self._insert(start, limit, max_colors)
            if palette is not None:
                best = self._try(palette, self._fitter.effort, INSERTION)
                max_colors = best.n - 1
        return best

    def hold(self, trial: Trial) -> None:
        """Keep all entries of a trial in the palettes that K-Means fits from now on.

        Parameters
        ----------
        trial
            The trial.
        """
        self._held = self._palette_of(trial)

    def beside(self, trial: Trial) -> Fitted:
        """Return the palette of a trial beside the image.

        Parameters
        ----------
        trial
            The trial.

        Returns
        -------
        Fitted
        """
        return self._beside(self._palette_of(trial))

    def _is_enough(self, is_enough: IsEnough, effort: Effort, n: int) -> bool:
        return is_enough(self._k_means(n, effort))

    def _k_means(self, n: int, effort: Effort) -> Trial:
        key = n, effort, self._held
        if key not in self._known:
            fixed_colors = self._fitter.fixed_colors if self._held is None else self._held
            palette = replace(self._fitter, n=n, effort=effort, fixed_colors=fixed_colors).fit(
                self._histogram
            )
            if self._dither_fit is not None and len(palette) < len(self._histogram):
                of_effort = replace(self._dither_fit, effort=effort)
                palette = of_effort.fit(palette, self._picture.pixels)
            if self._held is not None:
                palette = self._in_order(palette, palette.colors)
            method = K_MEANS if self._held is None else f"{K_MEANS} around {INSERTION}"
            self._known[key] = self._try(palette, effort, method)
        return self._known[key]

    def _is_final(self, trial: Trial) -> bool:
        return trial.effort == self._fitter.effort

    def _insert(self, start: int, limit: float, max_colors: int) -> Palette | None:
        begun = replace(self._fitter, n=start).fit(self._histogram)
        entries, fixed = self._fixed_first(begun)
        alpha = 4 in (self._histogram.colors.shape[1], begun.colors.shape[1])
        space = PointSpace(get_space(begun.space), alpha)
        found = insert_entries(
            self._histogram,
            space,
            entries,
            locked=self._locked,
            fixed=fixed,
            limit=limit,
            max_colors=max_colors,
            threads=self._fitter.threads,
        )
        return None if found is None else self._in_order(begun, found)

    def _fixed_first(self, palette: Palette) -> tuple[Entries, int]:
        """Return entries, those that are locked and a transparent one first, and their number."""
        entries = with_alpha(palette.colors).view(np.uint8)
        is_fixed = (np.arange(len(entries)) < self._locked) | (entries[:, 3] == 0)
        return np.concatenate([entries[is_fixed], entries[~is_fixed]]), int(is_fixed.sum())

    def _in_order(self, like: Palette, colors: Entries) -> Palette:
        """Return a palette of what is locked and then the others from dark to light."""
        rest = np.unique(colors[self._locked :], axis=0)
        return Palette(
            np.concatenate([colors[: self._locked], dark_to_light(rest)]),
            space=like.space,
            algorithm_version=like.algorithm_version,
        )

    def _try(self, palette: Palette, effort: Effort, method: str) -> Trial:
        fitted = self._beside(palette)
        values = {target.name: target.value(fitted) for target in self._targets}
        met = all(target.is_met(values[target.name]) for target in self._targets)
        trial = Trial(len(palette), effort, method, values, met)
        self.trials.append(trial)
        self._palettes.append(palette)
        if self._progress is not None:
            self._progress(1.0 - 1.0 / (1.0 + len(self.trials)))
        return trial

    def _palette_of(self, trial: Trial) -> Palette:
        return next(
            palette
            for known, palette in zip(self.trials, self._palettes, strict=True)
            if known is trial
        )

    def _beside(self, palette: Palette) -> Fitted:
        threads = self._fitter.threads
        return Fitted(self._picture, self._histogram, palette, threads, self._ditherer)


NewSearch = Callable[[Sequence[Target]], Search]
Span = tuple[int, int]


class Found(NamedTuple):
    """The result of a search.

    Parameters
    ----------
    fitted
        The palette beside the image.
    final
        The trial of this palette.
    trials
        All trials.
    """

    fitted: Fitted
    final: Trial
    trials: list[Trial]


def find(
    new_search: NewSearch,
    qualities: Sequence[Target],
    size: SizeOfFile | None,
    span: Span,
    *,
    is_free: bool,
) -> Found:
    """Find the fewest colors that meet the targets, or with a size alone the most that fit.

    Parameters
    ----------
    new_search
        Makes a search that measures the targets it is given.
    qualities, size
        What is asked, at least one.
    span
        The least and the greatest number of colors to try.
    is_free
        Whether entries can be any colors, so that they can be put where they are needed.

    Returns
    -------
    Found

    Raises
    ------
    InvalidOptionError
        If nothing will do.
    """
    if qualities:
        found = _fewest(new_search(qualities), qualities, span, is_free=is_free)
        return found if size is None else _in_size(new_search, found, qualities, size, span)
    assert size is not None
    search = new_search([size])
    final = search.most(lambda trial: trial.met, *span)
    if final is None:
        raise InvalidOptionError(_missed(search.trials, [size], span))
    return Found(search.beside(final), final, search.trials)


def _fewest(search: Search, qualities: Sequence[Target], span: Span, *, is_free: bool) -> Found:
    low, high = span
    best = search.fewest(lambda trial: trial.met, low, high)
    for target in qualities:
        if isinstance(target, WorstDifference) and is_free:
            max_colors = high if best is None else best.n - 1
            best = _by_insertion(search, target.limit, low, max_colors) or best
    if best is None:
        raise InvalidOptionError(_missed(search.trials, qualities, span))
    return Found(search.beside(best), best, search.trials)


def _by_insertion(search: Search, limit: float, low: int, max_colors: int) -> Trial | None:
    inserted = search.inserted(limit, low, max_colors)
    if inserted is None or inserted.met:
        return inserted
    search.hold(inserted)  # what other targets ask for besides, K-Means adds
    return search.fewest(lambda trial: trial.met, inserted.n, max_colors)


def _in_size(
    new_search: NewSearch,
    found: Found,
    qualities: Sequence[Target],
    size: SizeOfFile,
    span: Span,
) -> Found:
    value = size.value(found.fitted)
    final = replace(found.final, values={**found.final.values, size.name: value})
    if size.is_met(value):
        return Found(found.fitted, final, found.trials)
    needed = ", ".join(f"{target.name} {target.limit:g}" for target in qualities)
    message = (
        f"{needed} takes {final.n:,} colors, whose file has {value:,.0f} bytes; "
        f"allowed by file_size are {size.limit:,.0f}"
    )
    search = new_search([size, *qualities])
    fits = search.most(lambda trial: size.is_met(trial.values[size.name]), *span)
    if fits is not None:
        reached = ", ".join(f"{t.name} {fits.values[t.name]:.6g}" for t in qualities)
        message += f", which {fits.n:,} colors fit into, with {reached}"
    raise InvalidOptionError(message)


def _missed(trials: Sequence[Trial], targets: Sequence[Target], span: Span) -> str:
    """Say which targets are out of reach, and how near to them one can get."""
    best_of = {target: _best(trials, target) for target in targets}
    missed = {
        target: best
        for target, best in best_of.items()
        if not target.is_met(best.values[target.name])
    }
    parts = [
        f"{target.name} is {target.limit:.12g}, and the best found is "
        f"{best.values[target.name]:.6g} with {best.n:,} color{'s' * (best.n != 1)}"
        for target, best in (missed or best_of).items()
    ]
    together = "" if missed else " together"
    low, high = span
    return f"{'; '.join(parts)}; allowed is what {low:,} to {high:,} colors can meet{together}"


def _best(trials: Sequence[Trial], target: Target) -> Trial:
    sign = -1.0 if target.is_least else 1.0
    return min(trials, key=lambda trial: (sign * trial.values[target.name], trial.n))


def search_targets(
    picture: SourceImage,
    targets: Sequence[Target],
    fitter: KMeans,
    *,
    weights: ImageLike | None = None,
    nodata: NoData | None = None,
    ditherer: Ditherer | None = None,
    dither_aware: bool | None = None,
    progress: Progress | None = None,
) -> TargetResult:
    """Reduce an image to the fewest colors that meet targets.

    With a size of the file as the only target, it is the most colors that fit.

    Parameters
    ----------
    picture
        The image.
    targets
        What the result must meet, at least one.
    fitter
        With the options of all fits; its `n` is the most colors.
    weights, nodata
        See `ColorHistogram.from_image`. Pixels that do not count are not measured, and means are
        weighted.
    ditherer
        How the result is dithered; None for the nearest entries. Only the size of the file is
        measured after dithering, the other targets before.
    dither_aware
        Whether the palette is optimized for dithering, if that size is the only target; None for
        whenever it can be.
    progress
        Called with the share done, from 0 to 1; the total work is not known in advance.

    Returns
    -------
    TargetResult

    Raises
    ------
    InvalidOptionError
        If no palette meets the targets.
    """
    progress = forward(progress)
    qualities = [each for each in targets if not isinstance(each, SizeOfFile)]
    size = next((each for each in targets if isinstance(each, SizeOfFile)), None)
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
            fitter, ditherer, asked=False if qualities else dither_aware, all_count=all_count
        ),
    )
    span = fewest_and_most(histogram, fitter)
    is_free = fitter.candidates is None and bits_of(fitter.color_depth) == FULL
    fitted, final, trials = find(new_search, qualities, size, span, is_free=is_free)
    limits = {target.name: target.limit for target in targets}
    mask = None if weights is None else as_mask(weights, *picture.pixels.shape[:2])
    worst = find_worst(fitted, mask)
    if progress is not None:
        progress(1.0)
    return TargetResult(fitted.image, limits, final, tuple(trials), worst)
