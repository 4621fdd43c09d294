"""Palettes with a minimum CIEDE2000 between entries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant.color import PointSpace
from colorquant.errors import InvalidOptionError
from colorquant.fitting.medoids import Costs, cells_of_points, choose_medoids, squared_distances
from colorquant.metrics import delta_e_2000_lab, lab_over
from colorquant.pixels import as_words

Entries = NDArray[np.uint8]

# Safety margin, because the last bits of CIEDE2000 differ between C libraries: the minimum then
# holds on every platform.
_MARGIN = 1e-9


class Spacing:
    """Pairwise CIEDE2000 of entries; with alpha, the larger of those over black and white.

    CIEDE2000: Sharma, Wu & Dalal 2005, doi:10.1002/col.20070.

    Parameters
    ----------
    entries
        (k, 3) or (k, 4) uint8.
    least
        Minimum CIEDE2000.
    """

    def __init__(self, entries: Entries, least: float) -> None:
        self.least = least
        opaque = entries.shape[1] == 3 or bool((entries[:, 3] == 255).all())
        self._labs = [lab_over(entries, light) for light in ((0.0,) if opaque else (0.0, 1.0))]
        self._rows: dict[int, NDArray[np.float64]] = {}

    def __len__(self) -> int:
        return len(self._labs[0])

    def distances(self, place: int) -> NDArray[np.float64]:
        """Return the distances of all entries from one.

        Parameters
        ----------
        place
            Index of the entry.

        Returns
        -------
        numpy.ndarray
            (k,) CIEDE2000, infinite for the entry itself.
        """
        if place not in self._rows:
            row = np.zeros(len(self))
            for lab in self._labs:
                here = np.broadcast_to(lab[place], lab.shape)
                row = np.maximum(row, delta_e_2000_lab(here, lab))
            row[place] = np.inf
            self._rows[place] = row
        return self._rows[place]

    def conflicts(self, place: int) -> NDArray[np.bool_]:
        """Return which entries are too close to one.

        Parameters
        ----------
        place
            Index of the entry.

        Returns
        -------
        numpy.ndarray
            (k,) bool.
        """
        return ~self.is_enough(self.distances(place))

    def furthest(self, place: int) -> int:
        """Return the entry that is furthest from another.

        Parameters
        ----------
        place
            Index of the entry.

        Returns
        -------
        int
            Index of the furthest entry; `place` if it is the only one.
        """
        row = self.distances(place)
        return int(np.where(np.isinf(row), -1.0, row).argmax())

    def is_enough(self, distance: float | NDArray[np.float64]) -> NDArray[np.bool_]:
        """Check distances against the minimum.

        Parameters
        ----------
        distance
            CIEDE2000, of any shape.

        Returns
        -------
        numpy.ndarray
            bool, of the same shape.
        """
        return np.asarray(distance) >= self.least + _MARGIN

    def is_kept(self) -> bool:
        """Check all pairs against the minimum.

        Returns
        -------
        bool
            Whether every pair is far enough apart.
        """
        return not any(self.conflicts(place).any() for place in range(len(self)))


def check_given(entries: Entries, least: float) -> None:
    """Check that given entries are far enough apart.

    Parameters
    ----------
    entries
        (k, 3) or (k, 4) uint8.
    least
        Minimum CIEDE2000.

    Raises
    ------
    InvalidOptionError
        If two are closer.
    """
    spacing = Spacing(entries, least)
    for place in range(len(entries)):
        row = spacing.distances(place)
        other = int(row.argmin())
        if row[other] < least:
            first, second = (tuple(entries[each].tolist()) for each in (place, other))
            raise InvalidOptionError(
                f"the fixed colors {first} and {second} have a CIEDE2000 of {row[other]:.4g}; "
                f"allowed by min_delta_e is {least:g} or more"
            )


def far_enough(options: Entries, others: Entries, least: float) -> NDArray[np.bool_]:
    """Return which options are far enough from all other entries.

    Parameters
    ----------
    options
        (q, 4) uint8 sRGB with alpha.
    others
        (k, 4) uint8 sRGB with alpha.
    least
        Minimum CIEDE2000.

    Returns
    -------
    numpy.ndarray
        (q,) bool.
    """
    pairs = np.repeat(np.arange(len(options)), len(others))
    again = np.tile(np.arange(len(others)), len(options))
    both = np.concatenate([options, others])
    distance = np.zeros(len(pairs))
    for light in (0.0,) if (both[:, 3] == 255).all() else (0.0, 1.0):
        lab = lab_over(both, light)
        distance = np.maximum(distance, delta_e_2000_lab(lab[pairs], lab[len(options) + again]))
    enough = (distance >= least + _MARGIN).reshape(len(options), len(others))
    return np.asarray(enough.all(axis=1))


def furthest_first(spacing: Spacing, chosen: list[int], n: int) -> tuple[list[int], list[float]]:
    """Repeatedly add the entry that is furthest from those chosen, up to `n`.

    Gonzalez (1985), doi:10.1016/0304-3975(85)90224-5: of the first k, any two are as far apart as
    the k-th was from those before, and no k entries are more than twice as far.

    Parameters
    ----------
    spacing
        Distances of the candidates and the minimum.
    chosen
        Indices to start from, one or more.
    n
        Number of entries.

    Returns
    -------
    tuple of list
        The indices, and the distance of each from those before it; infinite for those given.
    """
    chosen, reached = list(chosen), [np.inf] * len(chosen)
    nearest = np.min([spacing.distances(place) for place in chosen], axis=0)
    nearest[chosen] = -np.inf
    while len(chosen) < min(n, len(spacing)):
        place = int(nearest.argmax())
        reached.append(float(nearest[place]))
        chosen.append(place)
        nearest = np.minimum(nearest, spacing.distances(place))
        nearest[place] = -np.inf
    return chosen, reached


def packed(spacing: Spacing, chosen: list[int], n: int) -> list[int]:
    """Repeatedly add the closest entry that is far enough from those chosen, up to `n`.

    Parameters
    ----------
    spacing
        Distances of the candidates and the minimum.
    chosen
        Indices to start from, one or more.
    n
        Number of entries.

    Returns
    -------
    list of int
        At most `n` indices.
    """
    chosen = list(chosen)
    nearest = np.min([spacing.distances(place) for place in chosen], axis=0)
    while len(chosen) < n:
        room = np.where(spacing.is_enough(nearest), nearest, np.inf)
        room[chosen] = np.inf
        place = int(room.argmin())
        if room[place] == np.inf:
            break
        chosen.append(place)
        nearest = np.minimum(nearest, spacing.distances(place))
    return chosen


MAX_APART = 1024
"""Largest palette size with a minimum distance."""

_MIN_CELLS, _MAX_CELLS = 1024, 4096  # limits on the cells whose means are candidates
_CELLS_FOR_AN_ENTRY = 4
_MAX_ROUNDS = 20
_SHARES = (1.0, 0.75, 0.5, 0.25)  # fractions of the way to the mean of an entry's colors
_STEPS = np.array([1, 2, 4, 8])  # in 8-bit levels, around a blocked path
_WAYS = np.array([[r, g, b] for r in (-1, 0, 1) for g in (-1, 0, 1) for b in (-1, 0, 1)])


@dataclass(frozen=True)
class Room:
    """Points that a palette is fitted to.

    Parameters
    ----------
    points
        (m, c) uint16 colors in the working space.
    weights
        (m,) int64 weights.
    space
        The working space.
    threads
        Number of threads.
    """

    points: NDArray[np.uint16]
    weights: NDArray[np.int64]
    space: PointSpace
    threads: int


def keep_apart(
    room: Room, free: Entries, fixed: Entries, n: int, least: float, *, may_be_fewer: bool
) -> Entries:
    """Return entries of which any two are far enough from each other.

    First the best means of cells are chosen among those that go together, by greedy choice and
    swaps as from a catalog. Then each entry moves toward the mean of its colors as far as the
    others allow, again and again. It is done from two starts, of which the better is taken.

    Parameters
    ----------
    room
        What is to be represented.
    free
        (k, 4) what a fit without the distance found.
    fixed
        (f, 4) entries that are in the palette whatever comes; far enough from each other.
    n
        How many entries.
    least
        CIEDE2000 between any two; with alpha, over black or over white.
    may_be_fewer
        Whether fewer will do, where there are no more.

    Returns
    -------
    numpy.ndarray
        (n, 4), those that are fixed first.

    Raises
    ------
    InvalidOptionError
        If too few were found.
    """
    offered, means, mass = _offer(room, free, fixed, n)
    spacing = Spacing(offered, least)
    costs = mass[:, np.newaxis] * squared_distances(means, room.space.points(offered))
    first = list(range(len(fixed)))
    best: tuple[float, Entries] | None = None
    for start in (first, _repaired(spacing, costs, first, len(free))):
        chosen = choose_apart(costs, spacing, n, start, len(fixed))
        if len(chosen) < n and not may_be_fewer:
            refuse(spacing, chosen, n, len(fixed))
        entries = _moved(room, offered[chosen], len(fixed), least)
        cost = _cost(room, entries)
        if best is None or (-len(entries), cost) < (-len(best[1]), best[0]):
            best = cost, entries
    assert best is not None
    return best[1]


def choose_apart(costs: Costs, spacing: Spacing, n: int, start: list[int], fixed: int) -> list[int]:
    """Choose the best `n` candidates that are far enough apart, or as many as were found.

    Parameters
    ----------
    costs
        (cells, k) cost of each cell for each candidate.
    spacing
        Distances of the candidates and the minimum.
    n
        Number of candidates to choose.
    start
        Indices to start from, far enough apart.
    fixed
        Number of leading indices that must stay.

    Returns
    -------
    list of int
        At most `n` indices.
    """
    chosen = choose_medoids(costs, n, chosen=start, fixed=fixed, conflicts=spacing.conflicts)
    if len(chosen) == n:
        return chosen
    begin = _begin(spacing, chosen, fixed)
    spread = furthest_first(spacing, begin, n)
    loose = [place for place, distance in zip(*spread, strict=True) if spacing.is_enough(distance)]
    densest = max(loose, packed(spacing, begin, n), key=len)
    if len(densest) <= len(chosen):
        return chosen
    return choose_medoids(costs, n, chosen=densest, fixed=fixed, conflicts=spacing.conflicts)


def refuse(spacing: Spacing, chosen: list[int], n: int, fixed: int) -> None:
    """Report how many entries were found, and a distance that allows enough.

    Parameters
    ----------
    spacing
        Distances of the candidates and the minimum.
    chosen
        Indices that were found.
    n
        Number of colors requested.
    fixed
        Number of leading indices that must stay.

    Raises
    ------
    InvalidOptionError
        Always.
    """
    _, reached = furthest_first(spacing, _begin(spacing, chosen, fixed), n)
    found = f"{len(chosen):,} {'color' if len(chosen) == 1 else 'colors'}"
    enough = (
        f"or a min_delta_e up to about {np.floor(reached[-1] * 100.0) / 100.0:g}"
        if len(reached) == n
        else f"of {len(reached):,} candidates"
    )
    raise InvalidOptionError(
        f"min_delta_e is {spacing.least:g}, and {n:,} colors that far apart were not found; "
        f"allowed is up to {found}, {enough}"
    )


def _begin(spacing: Spacing, chosen: list[int], fixed: int) -> list[int]:
    """Return the start of a search for many entries: the fixed ones, or an outermost one."""
    return chosen[:fixed] or [spacing.furthest(chosen[0])]


def _offer(
    room: Room, free: Entries, fixed: Entries, n: int
) -> tuple[Entries, NDArray[np.float64], NDArray[np.float64]]:
    """Return candidates, fixed ones first, and the cell means with their weights."""
    most = min(max(_MIN_CELLS, _CELLS_FOR_AN_ENTRY * n), _MAX_CELLS)
    for side_bits in (0, *range(8, 17)):
        if side_bits == 0 and len(room.points) > most:
            continue
        means, mass = cells_of_points(room.points, room.weights, side_bits)
        if len(means) <= most:
            break
    offered = np.concatenate([fixed, free, room.space.entries_at(means)])
    _, places = np.unique(as_words(offered), return_index=True)
    return offered[np.sort(places)], means, np.asarray(mass, np.float64)


def _repaired(spacing: Spacing, costs: Costs, fixed: list[int], free: int) -> list[int]:
    """Return entries of the unconstrained fit that are far enough apart, most used first."""
    candidates = np.arange(len(fixed), min(len(spacing), len(fixed) + free))
    use = np.bincount(costs[:, candidates].argmin(axis=1), minlength=len(candidates))
    chosen = list(fixed)
    for place in candidates[np.argsort(-use, kind="stable")].tolist():
        if not spacing.conflicts(place)[chosen].any():
            chosen.append(place)
    return chosen


def _moved(room: Room, entries: Entries, fixed: int, least: float) -> Entries:
    """Return entries after Lloyd's iteration restricted to the minimum distance."""
    entries = entries.copy()
    for _ in range(_MAX_ROUNDS):
        labels = _assigned(room, entries)
        mass = np.bincount(labels, room.weights, len(entries))
        sums = [np.bincount(labels, room.weights * axis, len(entries)) for axis in room.points.T]
        moved = False
        for place in range(fixed, len(entries)):
            if mass[place]:
                mean = np.array([each[place] for each in sums]) / mass[place]
                others = np.delete(entries, place, axis=0)
                nearer = _nearer(room.space, entries[place], mean, others, least)
                if nearer is not None:
                    entries[place], moved = nearer, True
        if not moved:
            break
    return entries


def _nearer(
    space: PointSpace, entry: Entries, mean: NDArray[np.float64], others: Entries, least: float
) -> Entries | None:
    """Return an entry closer to the mean that is far enough from the others, or None."""
    place = space.points(entry[np.newaxis])[0]
    ways = space.entries_at(np.array([place + share * (mean - place) for share in _SHARES]))
    aside = np.broadcast_to(entry, (len(_STEPS) * len(_WAYS), 4)).copy()
    shifted = entry[:3] + (_STEPS[:, np.newaxis, np.newaxis] * _WAYS).reshape(-1, 3)
    aside[:, :3] = np.clip(shifted, 0, 255)
    aside = space.entries_at(space.points(aside))  # at the color depth
    for options in (ways[:1], np.concatenate([ways[1:], aside])):
        nearer = _nearest_first(space, options, mean, place)
        far = np.flatnonzero(far_enough(nearer, others, least))
        if len(far):
            found: Entries = nearer[far[0]]
            return found
    return None


def _nearest_first(
    space: PointSpace, options: Entries, mean: NDArray[np.float64], place: NDArray[np.uint16]
) -> Entries:
    """Return the options closer to the mean than a point is, closest first."""
    difference = space.points(options) - mean
    squares = np.einsum("ij,ij->i", difference, difference)
    limit = float(((place - mean) ** 2).sum())
    order = np.argsort(squares, kind="stable")
    nearer: Entries = options[order[squares[order] < limit * (1.0 - 1e-12)]]
    return nearer


def _assigned(room: Room, entries: Entries) -> NDArray[np.int32]:
    return _core.assign(room.points, room.space.points(entries), room.threads)


def _cost(room: Room, entries: Entries) -> float:
    difference = (
        room.points - room.space.points(entries).astype(np.float64)[_assigned(room, entries)]
    )
    return float((np.einsum("ij,ij->i", difference, difference) * room.weights).sum())
