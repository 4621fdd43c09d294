"""Pseudo-random draws that are the same on every machine and for every NumPy version.

NumPy promises the raw stream of its bit generators, not what `Generator` makes of it.
"""

import numpy as np
from numpy.typing import NDArray


def integers_below(count: int, end: int, stream: np.random.PCG64) -> NDArray[np.int64]:
    """Draw `count` integers from 0 to `end` - 1; `end` is at most 2^45, so bias is below 2^-18."""
    raw = stream.random_raw(count)
    return (np.asarray(raw, dtype=np.uint64) % np.uint64(end)).astype(np.int64)


def distinct_integers(count: int, end: int, seed: int) -> NDArray[np.int64]:
    """Draw `count` different integers from 0 to `end` - 1, in the order drawn."""
    if 2 * count > end:  # few are left out: draw those instead
        kept = np.ones(end, dtype=bool)
        kept[distinct_integers(end - count, end, seed)] = False
        return np.flatnonzero(kept)
    stream = np.random.PCG64(seed)
    drawn = np.empty(0, dtype=np.int64)
    while len(drawn) < count:
        drawn = np.concatenate([drawn, integers_below(count - len(drawn), end, stream)])
        _, first = np.unique(drawn, return_index=True)
        drawn = drawn[np.sort(first)]
    return drawn
