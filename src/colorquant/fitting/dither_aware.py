"""Palettes for dithering: fitted to the dithered image as seen from a distance.

K-Means puts entries at the means of their colors. A dithered image also shows mixtures of entries,
so entries further out are better. For given indices, the squared error of the blurred image is a
quadratic form of the entries. We alternate a least-squares solve with dithering, as in Puzicha,
Held, Ketterer, Buhmann & Fellner 2000, *On spatial quantization of color images*,
doi:10.1109/83.841942, with a ditherer instead of their annealing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._validation import Effort, resolve_threads
from colorquant.color import FULL, Bits, PointSpace, bits_of, get_space
from colorquant.dithering import Ditherer
from colorquant.errors import InvalidOptionError
from colorquant.fitting.kmeans import KMeans
from colorquant.palette import Palette, dark_to_light
from colorquant.pixels import Colors, as_colors, as_words, with_alpha
from colorquant.remapping import nearest

MAX_ENTRIES = 256

# Weight of the error without blur, which limits noise. From 0.1 down to 0.01 every measure of
# `python -m benchmarks dithering` improves, most with few entries.
_PLAIN = 0.01
# Rounds, with more for few entries, which gain most.
_ROUNDS: dict[Effort, tuple[int, int]] = {"fast": (2, 16), "balanced": (2, 80), "best": (12, 128)}
_PIXELS: dict[Effort, int] = {"fast": 1 << 17, "balanced": 1 << 18, "best": 1 << 20}
_SIDE = 64  # side of the blocks sampled from a large image


@dataclass(frozen=True)
class DitherFit:
    """Adjust a palette so that its dithered image looks best.

    Parameters
    ----------
    ditherer
        The dithering method.
    effort
        Search effort: sets the number of rounds and pixels.
    keep
        Number of entries at the front that do not change.
    bits
        Color depth: bits of red, green and blue.
    threads
        Number of threads. The result does not depend on it.
    """

    ditherer: Ditherer
    effort: Effort = "balanced"
    keep: int = 0
    bits: Bits = FULL
    threads: int = 1

    def fit(self, palette: Palette, image: Colors) -> Palette:
        """Return the adjusted palette: kept entries first, the others from dark to light.

        Where more than half of the pixels of an entry have one color, the entry takes that color
        and stays fixed, so flat areas remain flat.

        Parameters
        ----------
        palette
            Fitted to the image; at most 256 entries.
        image
            (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.

        Returns
        -------
        Palette
            As many entries as before.
        """
        sample = _sample(image, _PIXELS[self.effort])
        alpha = image.shape[2:] == (4,) or palette.colors.shape[1] == 4
        space = PointSpace(get_space("srgb"), alpha, self.bits)
        entries = np.array(with_alpha(palette.colors)).view(np.uint8)
        still = self._hold_flat_colors(palette, sample, entries)
        order = np.argsort(~still, kind="stable")
        fixed = int(np.count_nonzero(still))
        if fixed < len(entries):
            entries[order] = self._settled(palette, sample, entries[order], fixed, space)
        free = dark_to_light(entries[self.keep :])
        return replace(palette, colors=np.vstack([entries[: self.keep], free]), optimal=False)

    def _hold_flat_colors(
        self, palette: Palette, sample: Colors, entries: NDArray[np.uint8]
    ) -> NDArray[np.bool_]:
        """Set entries to the color of most of their pixels; return which entries are fixed."""
        still = np.arange(len(entries)) < self.keep
        still |= entries[:, 3] == 0
        found, counts, _ = _core.distinct(as_colors(sample), None, self.threads)
        rows = found[:, np.newaxis]
        labels = nearest(rows, palette.colors, space=palette.space, threads=self.threads).indices
        flat = labels.reshape(-1).astype(np.int64)
        totals = np.bincount(flat, weights=counts, minlength=len(entries))
        [most] = np.nonzero(2 * counts > totals[flat])
        in_srgb = PointSpace(get_space("srgb"), alpha=True, bits=self.bits)
        colors = in_srgb.entries_at(in_srgb.points(found[most]))
        taken = set(as_words(entries).tolist())
        for index, color, word in zip(flat[most], colors, as_words(colors).tolist(), strict=True):
            if not still[index] and (word not in taken or (color == entries[index]).all()):
                entries[index] = color
                taken.add(word)
                still[index] = True
        return still

    def _settled(
        self,
        palette: Palette,
        sample: Colors,
        entries: NDArray[np.uint8],
        fixed: int,
        space: PointSpace,
    ) -> NDArray[np.uint8]:
        colors = as_colors(sample)
        pixels = with_alpha(colors) if space.alpha else colors
        width = sample.shape[1]
        points = space.points(pixels)
        blurred = _core.blur(points, width, self.threads)
        best, least = entries, np.inf
        rounds, among_all = _ROUNDS[self.effort]
        for _ in range(rounds + among_all // len(entries) + 1):
            indices = self.ditherer.dither(
                pixels, width, entries, space=palette.space, threads=self.threads
            )
            moved = space.points(entries).astype(np.float64)
            cost = _core.settle(
                points, blurred, width, indices.view(np.uint8), moved, fixed, _PLAIN, self.threads
            )
            if cost >= least:
                break
            best, least = entries, cost
            entries = _distinct(space.entries_at(moved), entries, fixed)
        return best


def dither_fit_of(
    fitter: KMeans, ditherer: Ditherer | None, *, asked: bool | None, all_count: bool
) -> DitherFit | None:
    """Return the fit that prepares a palette for a dither, or None if there is none to do.

    Parameters
    ----------
    fitter
        The fitter of the palette; its options hold for the moved entries, too.
    ditherer
        The ditherer of the image; None if it is not dithered.
    asked
        `dither_aware` as the caller gave it; None for whenever it is possible.
    all_count
        Whether every pixel counts: there are neither weights nor nodata.

    Returns
    -------
    DitherFit or None

    Raises
    ------
    InvalidOptionError
        If `asked` is True and it is not possible.
    """
    obstacles = {
        "no dither": ditherer is None,
        "weights or nodata": not all_count,
        "candidates": fitter.candidates is not None,
        "min_delta_e": bool(fitter.min_delta_e),
        f"more than {MAX_ENTRIES} colors": fitter.n > MAX_ENTRIES,
    }
    found = [name for name, is_there in obstacles.items() if is_there]
    if asked and found:
        raise InvalidOptionError(
            f"dither_aware is True with {found[0]}; allowed is a dither without weights, "
            f"nodata, candidates and min_delta_e, and at most {MAX_ENTRIES} colors"
        )
    if found or asked is False or ditherer is None:
        return None
    return DitherFit(
        ditherer,
        effort=fitter.effort,
        keep=len(fitter.fixed_entries),
        bits=bits_of(fitter.color_depth),
        threads=resolve_threads(fitter.threads),
    )


def _distinct(moved: NDArray[np.uint8], before: NDArray[np.uint8], fixed: int) -> NDArray[np.uint8]:
    """Return moved entries, restoring those that would coincide."""
    entries = moved.copy()
    entries[:fixed] = before[:fixed]
    while True:
        _, inverse, counts = np.unique(as_words(entries), return_inverse=True, return_counts=True)
        clashing = counts[inverse] > 1
        if not clashing.any():
            return entries
        entries[clashing] = before[clashing]


def _sample(image: Colors, most: int) -> Colors:
    """Return the image, or side-by-side blocks of it if it has more pixels than `most`."""
    height, width = image.shape[:2]
    if height * width <= most:
        return image
    high, wide = min(_SIDE, height), min(_SIDE, width)
    blocks = most / (high * wide)
    down = int(np.clip(np.sqrt(blocks * height / width), 1, height // high))
    across = int(np.clip(blocks // down, 1, width // wide))
    down = int(np.clip(blocks // across, 1, height // high))
    tops = np.linspace(0, height - high, down).astype(int)
    lefts = np.linspace(0, width - wide, across).astype(int)
    rows = (tops[:, np.newaxis] + np.arange(high)).reshape(-1)
    columns = (lefts[:, np.newaxis] + np.arange(wide)).reshape(-1)
    return np.ascontiguousarray(image[rows[:, np.newaxis], columns])
