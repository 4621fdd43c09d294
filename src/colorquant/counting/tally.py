"""Colors in any order to distinct ones in Z-order."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant.color.depth import Colors
from colorquant.counting.counted import Counted


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
