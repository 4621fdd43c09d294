"""What counting returns, and how it adds up."""

from typing import NamedTuple

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
    colors: Colors, counts: NDArray[np.int64], weights: NDArray[np.int64] | None = None
) -> Counted:
    """Sort colours, and add up what belongs to equal ones.

    Parameters
    ----------
    colors, counts, weights
        As of `Counted`, in any order and with repeats; C-contiguous.

    Returns
    -------
    Counted
    """
    return Counted(*_core.tally(colors, counts, weights))


def add(first: Counted, second: Counted) -> Counted:
    """Add up two counts; colours of lesser depth, and without alpha, become like the others.

    Parameters
    ----------
    first, second
        Of any kinds.

    Returns
    -------
    Counted
        The same for either order.
    """
    a, b = first.colors, second.colors
    if a.dtype != b.dtype:
        a, b = to_16_bits(a), to_16_bits(b)
    if a.shape[1] != b.shape[1]:
        a, b = with_alpha(a), with_alpha(b)
    weights = None
    if first.weights is not None or second.weights is not None:
        weights = np.concatenate([_weights(first), _weights(second)])
    return tally(np.concatenate([a, b]), np.concatenate([first.counts, second.counts]), weights)


def _weights(counted: Counted) -> NDArray[np.int64]:
    return FULL_WEIGHT * counted.counts if counted.weights is None else counted.weights
