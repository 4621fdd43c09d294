"""Palettes tried, and remembered."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from colorquant._options import EFFORTS, Effort
from colorquant._progress import Progress
from colorquant.color import PointSpace, get_space
from colorquant.color.depth import with_alpha
from colorquant.dithering import Ditherer
from colorquant.fitting import KMeans
from colorquant.fitting.dither_aware import DitherFit
from colorquant.histogram import ColorHistogram
from colorquant.image import SourceImage
from colorquant.palette import Palette, dark_to_light
from colorquant.targets.fitted import Fitted
from colorquant.targets.galloping import least
from colorquant.targets.insertion import insert_entries
from colorquant.targets.reached import Trial
from colorquant.targets.represented import Entries
from colorquant.targets.target import Target

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
        """Find the fewest colors that are enough by K-Means; None if `high` are not.

        By fast fits first, and from there on at the asked effort.
        """
        found: int | None = low
        for effort in dict.fromkeys((_FAST, self._fitter.effort)):
            guess = high if found is None else found
            found = least(partial(self._is_enough, is_enough, effort), low, high, guess)
        return None if found is None else self._k_means(found, self._fitter.effort)

    def most(self, is_met: IsEnough, low: int, high: int) -> Trial | None:
        """Find the most colors that still meet by K-Means; None if `low` do not."""
        missed = self.fewest(lambda trial: not is_met(trial), low, high)
        if missed is None:
            return self._k_means(high, self._fitter.effort)
        before = [trial for trial in self.trials if self._is_final(trial) and is_met(trial)]
        return max(before, key=lambda trial: trial.n, default=None)

    def inserted(self, limit: float, low: int, max_colors: int) -> Trial | None:
        """Put entries where colors are represented worst; None if that takes too many."""
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
        """Let all entries of a trial be in the palettes that K-Means fits from now on."""
        self._held = self._palette_of(trial)

    def beside(self, trial: Trial) -> Fitted:
        """Return the palette of a trial beside the image."""
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
