"""Counts of colors of different depth, with and without alpha or weights, made alike."""

from collections.abc import Sequence

import numpy as np

from colorquant.color.depth import largest, to_16_bits, with_alpha
from colorquant.counting.counted import FULL_WEIGHT, Coarse, Counted

_WIDENED = 257  # an 8-bit level times this is the 16-bit one


def of_one_kind(parts: Sequence[Counted]) -> list[Counted]:
    """Return the same counts with colors of the same type and shape, all with weights or none.

    Parameters
    ----------
    parts
        One or more. Colors of lesser depth, and without alpha, become like the others; where
        some have weights, the pixels of the others count in full.
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
