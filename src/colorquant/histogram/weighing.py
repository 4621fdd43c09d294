"""Weights of whole histograms."""

import numpy as np

from colorquant.counting import FULL_WEIGHT, Counted
from colorquant.errors import InvalidOptionError


def weighted(counted: Counted, share: float) -> Counted:
    """Multiply all weights by a factor.

    Parameters
    ----------
    counted
        The counts.
    share
        The factor, 0.004 to 1,000, rounded to 1/255.

    Returns
    -------
    Counted
        The same colors and counts with new weights.

    Raises
    ------
    InvalidOptionError
        If `share` is out of range.
    """
    if not isinstance(share, int | float | np.number) or not 0.004 <= share <= 1000:
        raise InvalidOptionError(f"the weight is {share!r}; allowed is 0.004 to 1,000")
    factor = max(1, round(float(share) * FULL_WEIGHT))
    weights = counted.counts * factor
    if counted.weights is not None:
        rounded = (counted.weights * factor + FULL_WEIGHT // 2) // FULL_WEIGHT
        weights = np.maximum(rounded, 1)
    return counted._replace(weights=weights).as_means(counted.shift)
