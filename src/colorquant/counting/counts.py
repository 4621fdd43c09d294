"""Counted colors: their sums, conversion between depths, and merging of similar colors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant.errors import InvalidOptionError
from colorquant.pixels import Colors, largest, to_16_bits, with_alpha

FULL_WEIGHT = 255
"""Weights are in 255ths of a pixel: what the levels of a mask are."""


class Coarse(NamedTuple):
    """What stands behind colors that are means of cells.

    Attributes
    ----------
    sums : numpy.ndarray
        (m, c) int64, of the colors in each cell, each times what it counts for.
    shift : int
        How many of the lowest bits of a channel do not tell cells apart.
    """

    sums: NDArray[np.int64]
    shift: int


class Counted(NamedTuple):
    """Distinct colors, how often each occurs and what it counts for.

    Attributes
    ----------
    colors : numpy.ndarray
        (m, 3) or (m, 4), uint8 or uint16, in Z-order.
    counts : numpy.ndarray
        (m,) int64, at least 1.
    weights : numpy.ndarray or None
        (m,) int64, at least 1, in 255ths of a pixel; None if every pixel counts in full.
    coarse : Coarse or None
        None if the colors are those of the pixels, and not means of cells.
    """

    colors: Colors
    counts: NDArray[np.int64]
    weights: NDArray[np.int64] | None
    coarse: Coarse | None = None

    @property
    def sample_weight(self) -> NDArray[np.int64]:
        """(m,) int64, what each color counts for beside the others."""
        return self.counts if self.weights is None else self.weights

    @property
    def sums(self) -> NDArray[np.int64]:
        """(m, c) int64, the colors times what they count for."""
        if self.coarse is not None:
            return self.coarse.sums
        return self.colors.astype(np.int64) * self.sample_weight[:, np.newaxis]

    def as_means(self, shift: int | None) -> Counted:
        """Mark the colors as means of cells.

        Parameters
        ----------
        shift
            How many of the lowest bits of a channel a cell spans; None for exact colors.

        Returns
        -------
        Counted
            The same counts; unchanged if `shift` is None.
        """
        if shift is None:
            return self
        exact = self._replace(coarse=None)
        return exact._replace(coarse=Coarse(exact.sums, shift))

    def scaled(self, factor: float) -> Counted:
        """Multiply all weights by a factor.

        Parameters
        ----------
        factor
            The factor, 0.004 to 1,000, rounded to 1/255.

        Returns
        -------
        Counted
            The same colors and counts with new weights.

        Raises
        ------
        InvalidOptionError
            If `factor` is out of range.
        """
        if not isinstance(factor, int | float | np.number) or not 0.004 <= factor <= 1000:
            raise InvalidOptionError(f"the weight is {factor!r}; allowed is 0.004 to 1,000")
        share = max(1, round(float(factor) * FULL_WEIGHT))
        weights = self.counts * share
        if self.weights is not None:
            rounded = (self.weights * share + FULL_WEIGHT // 2) // FULL_WEIGHT
            weights = np.maximum(rounded, 1)
        return self._replace(weights=weights).as_means(self.shift)

    @property
    def shift(self) -> int | None:
        """How many bits do not tell cells apart; None if the colors are those of the pixels."""
        return None if self.coarse is None else self.coarse.shift


_WIDENED = 257  # an 8-bit level times this is the 16-bit one


def of_one_kind(parts: Sequence[Counted]) -> list[Counted]:
    """Return the same counts with colors of the same type and shape, all with weights or none.

    Parameters
    ----------
    parts
        One or more. Colors of lesser depth, and without alpha, become like the others; where
        some have weights, the pixels of the others count in full.

    Returns
    -------
    list of Counted
        The same counts, all of one dtype, number of channels, and kind of weights.
    """
    alike = list(parts)
    if len({part.colors.dtype for part in alike}) > 1:
        alike = [_deep(part) for part in alike]
    if len({part.colors.shape[1] for part in alike}) > 1:
        alike = [_with_alpha(part) for part in alike]
    if len({part.weights is None for part in alike}) > 1:
        alike = [_with_weights(part) for part in alike]
    return alike


def _deep(part: Counted) -> Counted:
    if part.colors.dtype == np.uint16:
        return part
    coarse = part.coarse
    if coarse is not None:  # v >> s is (257 v) >> (s + 8): the cells stay what they are
        coarse = Coarse(coarse.sums * _WIDENED, coarse.shift + 8)
    return part._replace(colors=to_16_bits(part.colors), coarse=coarse)


def _with_alpha(part: Counted) -> Counted:
    if part.colors.shape[1] == 4:
        return part
    coarse = part.coarse
    if coarse is not None:
        alpha = part.sample_weight * largest(part.colors)
        coarse = coarse._replace(sums=np.column_stack([coarse.sums, alpha]))
    return part._replace(colors=with_alpha(part.colors), coarse=coarse)


def _with_weights(part: Counted) -> Counted:
    if part.weights is not None:
        return part
    coarse = part.coarse
    if coarse is not None:
        coarse = coarse._replace(sums=coarse.sums * FULL_WEIGHT)
    return part._replace(weights=part.counts * FULL_WEIGHT, coarse=coarse)


MAX_COLORS = 1 << 24
"""As many as there are opaque colors of 8 bits, which are therefore never too many."""


def coarsened(counted: Counted, max_colors: int) -> Counted:
    """Return counts of no more than so many cells, or as they are if the colors are no more.

    Parameters
    ----------
    counted
        Of colors, or of cells.
    max_colors
        How many cells there may be; opaque 8-bit colors may be as many as there are.

    Returns
    -------
    Counted
        Fully transparent colors are a cell of their own.
    """
    colors, coarse = counted.colors, counted.coarse
    if _cannot_be_too_many(colors) or (coarse is None and len(colors) <= max_colors):
        return counted
    shift = 0 if coarse is None else coarse.shift
    starts = _cells(colors, shift)
    while len(starts) > max_colors:
        shift += 1
        starts = _cells(colors, shift)
    sums = np.add.reduceat(counted.sums, starts)
    total = np.add.reduceat(counted.sample_weight, starts)
    return Counted(
        means(sums, total, colors.dtype),
        np.add.reduceat(counted.counts, starts),
        None if counted.weights is None else total,
        Coarse(sums, shift),
    )


def means(
    sums: NDArray[np.int64], weights: NDArray[np.int64], dtype: np.dtype[np.uint8 | np.uint16]
) -> Colors:
    """Divide sums of colors by their weights, rounded to the nearest integer.

    Parameters
    ----------
    sums
        (m, c) int64 sums of the channels, each times its weight.
    weights
        (m,) int64, at least 1.
    dtype
        uint8 or uint16.

    Returns
    -------
    numpy.ndarray
        (m, c) of this dtype.
    """
    over = weights[:, np.newaxis]
    return cast(Colors, ((2 * sums + over) // (2 * over)).astype(dtype))


def are_cells(counted: Counted) -> bool:
    """Check whether coarse counts are consistent, as those that this module makes.

    Parameters
    ----------
    counted
        Counts with `coarse` set.

    Returns
    -------
    bool
    """
    colors, coarse = counted.colors, counted.coarse
    if coarse is None or not 0 <= coarse.shift <= 8 * colors.dtype.itemsize:
        return False
    max_colors = np.iinfo(colors.dtype).max * counted.sample_weight[:, np.newaxis]
    if (coarse.sums < 0).any() or (coarse.sums > max_colors).any():
        return False
    expected = means(coarse.sums, counted.sample_weight, colors.dtype)
    return bool((colors == expected).all()) and len(_cells(colors, coarse.shift)) == len(colors)


def _cannot_be_too_many(colors: Colors) -> bool:
    return colors.dtype == np.uint8 and colors.shape[1] == 3


def _cells(colors: Colors, shift: int) -> NDArray[np.intp]:
    """Return where cells begin: in Z-order, the colors of one follow one another."""
    cells = colors >> shift
    is_new = (cells[1:] != cells[:-1]).any(axis=1)
    if len(is_new) and not colors[0].any() and colors.shape[1] == 4:
        is_new[0] = True  # before it is what is fully transparent
    return np.concatenate([[0], np.flatnonzero(is_new) + 1])


def add(parts: Sequence[Counted], *, threads: int, max_colors: int | None = None) -> Counted:
    """Add up counts; colors of lesser depth, and without alpha, become like the others.

    Parameters
    ----------
    parts
        One or more, of any kinds.
    threads
        How many threads to use; the answer does not depend on it.
    max_colors
        How many colors there may be before they are cells, see `coarsened`; None for any number.

    Returns
    -------
    Counted
        The same for any order.
    """
    alike = of_one_kind(parts)
    # All are of one type, which NumPy's types cannot say.
    rows = cast(Colors, np.concatenate([part.colors for part in alike]))
    counts = np.concatenate([part.counts for part in alike])
    weights = [part.weights for part in alike if part.weights is not None]
    total = tally(rows, counts, np.concatenate(weights) if weights else None, threads=threads)
    shifts = [part.coarse.shift for part in alike if part.coarse is not None]
    if shifts:
        sums = np.concatenate([part.sums for part in alike])
        columns = [
            tally(rows, counts, np.ascontiguousarray(column), threads=threads).sample_weight
            for column in sums.T
        ]
        total = total._replace(coarse=Coarse(np.column_stack(columns), max(shifts)))
    return total if max_colors is None else coarsened(total, max_colors)


def add_as_they_come(
    parts: Iterable[Counted], *, threads: int, max_colors: int | None = None
) -> Counted:
    """Add up counts one after the other, holding no more than twice their sum.

    What has come is added when it has become as much as the sum so far, or half of the most there
    may be, so that each color is added only a few times.

    Parameters
    ----------
    parts
        One or more, of any kinds.
    threads
        How many threads to use; the answer does not depend on it.
    max_colors
        How many colors there may be before they are cells, see `coarsened`; None for any number.

    Returns
    -------
    Counted
        The same for any order.
    """
    held: list[Counted] = []
    for part in parts:
        held.append(part)
        waiting = sum(len(each.colors) for each in held[1:])
        enough = (
            len(held[0].colors) if max_colors is None else min(len(held[0].colors), max_colors // 2)
        )
        if waiting >= enough:
            held = [add(held, threads=threads, max_colors=max_colors)]
    return add(held, threads=threads, max_colors=max_colors)


def tally(
    colors: Colors,
    counts: NDArray[np.int64],
    weights: NDArray[np.int64] | None = None,
    *,
    threads: int,
) -> Counted:
    """Sort colors, and add up what belongs to equal ones.

    Parameters
    ----------
    colors, counts, weights
        As of `Counted`, in any order and with repeats; C-contiguous.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    Counted
    """
    return Counted(*_core.tally(colors, counts, weights, threads))
