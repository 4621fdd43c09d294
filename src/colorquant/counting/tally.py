"""What counting returns, and how it adds up."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant.color.depth import Colors, to_16_bits, with_alpha

FULL_WEIGHT = 255
"""Weights are in 255ths of a pixel: what the levels of a mask are."""


class Counted(NamedTuple):
    """Distinct colours, how often each occurs and what it counts for.

    Attributes
    ----------
    colors : numpy.ndarray
        (m, 3) or (m, 4), uint8 or uint16, in Z-order.
    counts : numpy.ndarray
        (m,) int64, at least 1.
    weights : numpy.ndarray or None
        (m,) int64, at least 1, in 255ths of a pixel; None if every pixel counts in full.
    """

    colors: Colors
    counts: NDArray[np.int64]
    weights: NDArray[np.int64] | None


def tally(
    colors: Colors,
    counts: NDArray[np.int64],
    weights: NDArray[np.int64] | None = None,
    *,
    threads: int,
) -> Counted:
    """Sort colours, and add up what belongs to equal ones.

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


def add(parts: Sequence[Counted], *, threads: int) -> Counted:
    """Add up counts; colours of lesser depth, and without alpha, become like the others.

    Parameters
    ----------
    parts
        One or more, of any kinds.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    Counted
        The same for any order.
    """
    colors = [part.colors for part in parts]
    if len({each.dtype for each in colors}) > 1:
        colors = [to_16_bits(each) for each in colors]
    if len({each.shape[1] for each in colors}) > 1:
        colors = [with_alpha(each) for each in colors]
    weights = None
    if any(part.weights is not None for part in parts):
        weights = np.concatenate([_weights(part) for part in parts])
    rows = cast(Colors, np.concatenate(colors))  # of one kind, which NumPy's types cannot say
    counts = np.concatenate([part.counts for part in parts])
    return tally(rows, counts, weights, threads=threads)


def add_as_they_come(parts: Iterable[Counted], *, threads: int) -> Counted:
    """Add up counts one after the other, holding no more than twice their sum.

    What has come is added when it has become as much as the sum so far, so that each colour is
    added only a few times.

    Parameters
    ----------
    parts
        One or more, of any kinds.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    Counted
        The same for any order.
    """
    held: list[Counted] = []
    for part in parts:
        held.append(part)
        if sum(len(each.colors) for each in held[1:]) >= len(held[0].colors):
            held = [add(held, threads=threads)]
    return add(held, threads=threads)


def _weights(counted: Counted) -> NDArray[np.int64]:
    return FULL_WEIGHT * counted.counts if counted.weights is None else counted.weights
