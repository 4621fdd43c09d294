"""K-medoids on the cells of a color space."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray


def cells_of_points(
    points: NDArray[np.uint16], weights: NDArray[np.int64], side_bits: int
) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """Return the mean and the total weight of the points in each cell.

    Parameters
    ----------
    points
        (m, c) uint16 colors in the working space.
    weights
        (m,) int64 weights.
    side_bits
        Base-2 logarithm of the cell side, 0 to 16.

    Returns
    -------
    tuple of numpy.ndarray
        (cells, c) means and (cells,) total weights, both float64.
    """
    codes = np.zeros(len(points), np.int64)
    for axis in points.T:
        codes = codes << (16 - side_bits) | axis >> side_bits
    _, cell = np.unique(codes, return_inverse=True)
    mass = np.bincount(cell, weights.astype(np.float64))
    sums = [np.bincount(cell, weights * axis.astype(np.float64)) for axis in points.T]
    return np.stack([each / mass for each in sums], axis=1), mass


def squared_distances(
    means: NDArray[np.float64], offered: NDArray[np.uint16]
) -> NDArray[np.float64]:
    """Return the squared distances of cell means to candidates.

    Parameters
    ----------
    means
        (cells, c) float64.
    offered
        (k, c) uint16 candidates.

    Returns
    -------
    numpy.ndarray
        (cells, k) float64.
    """
    squared = np.zeros((len(means), len(offered)))
    for mean, axis in zip(means.T, offered.T, strict=True):
        difference = mean[:, np.newaxis] - axis.astype(np.float64)
        squared += difference * difference
    return squared


_MAX_PASSES = 20

Costs = NDArray[np.float64]

Conflicts: TypeAlias = Callable[[int], NDArray[np.bool_]]
"""Maps a candidate to a (k,) mask of those that cannot be chosen with it, without itself."""


def choose_medoids(
    costs: Costs, n: int, *, chosen: list[int], fixed: int = 0, conflicts: Conflicts | None = None
) -> list[int]:
    """Choose candidates that minimize the total cost of the cells.

    FasterPAM (Schubert & Rousseeuw 2021, doi:10.1016/j.is.2021.101804).

    Parameters
    ----------
    costs
        (cells, k) cost of each cell for each candidate.
    n
        Number of candidates to choose.
    chosen
        Indices to start from, without conflicts.
    fixed
        Number of leading indices that must stay.
    conflicts
        Which candidates cannot be chosen together; None if all can.

    Returns
    -------
    list of int
        At most `n` indices; fewer if more would not help or all others conflict.
    """
    blocked = Blocked(costs.shape[1], chosen, conflicts)
    chosen = _greedy(costs, n, list(chosen), blocked)
    for _ in range(_MAX_PASSES):
        if not _swap(costs, chosen, fixed, blocked):
            break
    return chosen


class Blocked:
    """Number of chosen entries that each candidate conflicts with.

    Parameters
    ----------
    size
        Number of candidates.
    chosen
        Indices of the chosen candidates.
    conflicts
        Which candidates cannot be chosen together; None if all can.
    """

    def __init__(self, size: int, chosen: list[int], conflicts: Conflicts | None) -> None:
        self.by = np.zeros(size, np.int64)
        self._conflicts = conflicts
        for entry in chosen:
            self.add(entry)

    def add(self, entry: int) -> None:
        """Add a chosen candidate.

        Parameters
        ----------
        entry
            Its index.
        """
        if self._conflicts is not None:
            self.by += self._conflicts(entry)

    def remove(self, entry: int) -> None:
        """Remove a candidate that is no longer chosen.

        Parameters
        ----------
        entry
            Its index.
        """
        if self._conflicts is not None:
            self.by -= self._conflicts(entry)

    def only_one(self, entry: int, chosen: list[int]) -> int:
        """Return the position in `chosen` of the only conflict of a candidate.

        Parameters
        ----------
        entry
            Index of a candidate with one conflict.
        chosen
            Indices of the chosen candidates.

        Returns
        -------
        int
            The position in `chosen`.
        """
        assert self._conflicts is not None
        return int(np.flatnonzero(self._conflicts(entry)[chosen])[0])


def two_nearest(costs: Costs, chosen: list[int]) -> tuple[NDArray[np.intp], Costs, Costs]:
    """Return the nearest chosen candidate of each cell and the two lowest costs.

    Parameters
    ----------
    costs
        (cells, k) cost of each cell for each candidate.
    chosen
        Indices of the chosen candidates.

    Returns
    -------
    tuple of numpy.ndarray
        (cells,) positions in `chosen`, lowest costs and second-lowest costs.
    """
    of_chosen = costs[:, chosen]
    nearest = of_chosen.argmin(axis=1)
    rows = np.arange(len(costs))
    first = of_chosen[rows, nearest]
    if len(chosen) == 1:
        return nearest, first, np.full(len(costs), np.inf)
    of_chosen[rows, nearest] = np.inf
    return nearest, first, of_chosen.min(axis=1)


def _greedy(costs: Costs, n: int, chosen: list[int], blocked: Blocked) -> list[int]:
    """Repeatedly add the candidate that reduces the cost most."""
    least = costs[:, chosen].min(axis=1, initial=np.inf)
    while len(chosen) < min(n, costs.shape[1]):
        totals = np.minimum(costs, least[:, np.newaxis]).sum(axis=0)
        totals[chosen] = np.inf
        totals[blocked.by > 0] = np.inf
        best = int(totals.argmin())
        if totals[best] == np.inf or not (costs[:, best] < least).any():
            break
        chosen.append(best)
        blocked.add(best)
        least = np.minimum(least, costs[:, best])
    return chosen


def _swap(costs: Costs, chosen: list[int], fixed: int, blocked: Blocked) -> bool:
    """Try each candidate once and make swaps that reduce the cost; return whether any did."""
    if len(chosen) == fixed:
        return False
    swapped = False
    nearest, first, second = two_nearest(costs, chosen)
    for entry in range(costs.shape[1]):
        if entry in chosen or blocked.by[entry] > 1:
            continue
        mine = costs[:, entry]
        # Savings whichever entry leaves, and the loss for each entry that could leave.
        saved = float(np.maximum(first - mine, 0.0).sum())
        kept_or_mine = np.minimum(second, np.maximum(mine, first))
        lost = np.bincount(nearest, kept_or_mine - first, len(chosen))
        lost[:fixed] = np.inf
        leaving = int(lost.argmin()) if not blocked.by[entry] else blocked.only_one(entry, chosen)
        if saved > lost[leaving] * (1.0 + 1e-12):
            blocked.remove(chosen[leaving])
            blocked.add(entry)
            chosen[leaving] = entry
            swapped = True
            nearest, first, second = two_nearest(costs, chosen)
    return swapped
