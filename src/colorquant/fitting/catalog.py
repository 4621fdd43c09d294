"""The best N colours of those that there are: threads, inks, paints."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_SIDE_BITS = 10  # of the cells that colours are summed up in: 64 to an axis, if they are not many
_MOST_COSTS = 1 << 25  # cells times entries, which bounds scratch memory
_MOST_PASSES = 20

Costs = NDArray[np.float64]


def choose(
    points: NDArray[np.uint16],
    weights: NDArray[np.int64],
    offered: NDArray[np.uint16],
    n: int,
) -> NDArray[np.intp]:
    """Choose the entries of a catalogue that represent colours best.

    Greedy choice first, then swaps of one entry for another while any helps (FasterPAM, Schubert &
    Rousseeuw 2021, doi:10.1016/j.is.2021.101804), on the means of cells of the colour space.

    Parameters
    ----------
    points
        (m, c) where the colours are in the working space.
    weights
        (m,) what they count for.
    offered
        (k, c) where the entries of the catalogue are.
    n
        How many to choose, 1 or more.

    Returns
    -------
    numpy.ndarray
        (at most n,) places in the catalogue, ascending; fewer if more would help nothing.
    """
    for side_bits in range(_SIDE_BITS, 16):
        means, mass = _cells(points, weights, side_bits)
        if len(means) * len(offered) <= _MOST_COSTS:
            break
    costs = mass[:, np.newaxis] * _squared_distances(means, offered)
    chosen = _greedy(costs, n)
    for _ in range(_MOST_PASSES):
        if not _swap(costs, chosen):
            break
    in_use = np.unique(_two_nearest(costs, chosen)[0])
    return np.sort(np.array(chosen, dtype=np.intp)[in_use])


def _cells(
    points: NDArray[np.uint16], weights: NDArray[np.int64], side_bits: int
) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """Return the means of the points in each cell, and what they count for together."""
    codes = np.zeros(len(points), np.int64)
    for axis in points.T:
        codes = codes << (16 - side_bits) | axis >> side_bits
    _, cell = np.unique(codes, return_inverse=True)
    mass = np.bincount(cell, weights.astype(np.float64))
    sums = [np.bincount(cell, weights * axis.astype(np.float64)) for axis in points.T]
    return np.stack([each / mass for each in sums], axis=1), mass


def _squared_distances(means: NDArray[np.float64], offered: NDArray[np.uint16]) -> Costs:
    squared = np.zeros((len(means), len(offered)))
    for mean, axis in zip(means.T, offered.T, strict=True):
        difference = mean[:, np.newaxis] - axis.astype(np.float64)
        squared += difference * difference
    return squared


def _greedy(costs: Costs, n: int) -> list[int]:
    """Add the entry that helps most, again and again."""
    chosen: list[int] = []
    least = np.full(len(costs), np.inf)
    while len(chosen) < min(n, costs.shape[1]):
        totals = np.minimum(costs, least[:, np.newaxis]).sum(axis=0)
        totals[chosen] = np.inf
        best = int(totals.argmin())
        if not (costs[:, best] < least).any():
            break
        chosen.append(best)
        least = np.minimum(least, costs[:, best])
    return chosen


def _swap(costs: Costs, chosen: list[int]) -> bool:
    """Go once through the catalogue and take in whatever helps; tell whether anything did."""
    swapped = False
    nearest, first, second = _two_nearest(costs, chosen)
    for entry in range(costs.shape[1]):
        if entry in chosen:
            continue
        mine = costs[:, entry]
        # What it saves whoever goes; and what more or less if it is the nearest one that does.
        saved = float(np.maximum(first - mine, 0.0).sum())
        kept_or_mine = np.minimum(second, np.maximum(mine, first))
        lost = np.bincount(nearest, kept_or_mine - first, len(chosen))
        leaving = int(lost.argmin())
        if saved > lost[leaving] * (1.0 + 1e-12):
            chosen[leaving] = entry
            swapped = True
            nearest, first, second = _two_nearest(costs, chosen)
    return swapped


def _two_nearest(costs: Costs, chosen: list[int]) -> tuple[NDArray[np.intp], Costs, Costs]:
    """Return each cell's nearest of the chosen, its cost, and the cost of the second."""
    of_chosen = costs[:, chosen]
    nearest = of_chosen.argmin(axis=1)
    rows = np.arange(len(costs))
    first = of_chosen[rows, nearest]
    if len(chosen) == 1:
        return nearest, first, np.full(len(costs), np.inf)
    of_chosen[rows, nearest] = np.inf
    return nearest, first, of_chosen.min(axis=1)
