"""Entries put where colors are represented worst, until none is represented too badly.

K-Means cares for the mean and leaves rare colors far away; to bring the worst pixel down it needs
many entries. Here the color that is represented worst gets an entry, as in furthest-first
traversal (Gonzalez 1985, doi:10.1016/0304-3975(85)90224-5), but one that lies as far toward its
neighbors as serves most of them. What has become superfluous goes, and the rest moves
toward the means of its colors as far as the worst allows, as in Lloyd's iteration.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from colorquant.color import PointSpace
from colorquant.color.depth import Colors, largest
from colorquant.histogram import ColorHistogram
from colorquant.targets.represented import Effect, Entries, Represented

_CELL = 1 / 32  # side of the cells of which one color each is looked at first
_SHARES = (1.0, 0.75, 0.5, 0.25)  # of the way to a mean
_MAX_ROUNDS = 20


def insert_entries(
    histogram: ColorHistogram,
    space: PointSpace,
    start: Entries,
    *,
    locked: int,
    fixed: int,
    limit: float,
    max_colors: int,
    threads: int | None,
) -> Entries | None:
    """Add entries until every color is represented within a color difference.

    Parameters
    ----------
    histogram
        Of the colors.
    space
        Where the nearest entry is nearest.
    start
        (k, 4) entries to begin with.
    locked
        How many of the first of them come first in the palette.
    fixed
        How many of the first of them neither go nor move.
    limit
        Greatest CIEDE2000 of a color to its nearest entry.
    max_colors
        Give up beyond so many entries.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    numpy.ndarray or None
        (k, 4) entries; None if they would be too many.
    """
    few = Represented(_one_of_each_cell(histogram.colors), space, locked, threads)
    everything = Represented(histogram.colors, space, locked, threads)
    entries = start
    for state in (few, everything):
        covered = _covered(state, entries, limit, 2 * max_colors)
        if covered is None:
            return None
        entries = covered
    entries = _without_superfluous(everything, entries, fixed, limit)
    if len(entries) > max_colors:
        return None
    return _towards_means(everything, histogram.sample_weight, entries, fixed, limit)


def _one_of_each_cell(colors: Colors) -> Colors:
    cells = colors // int(largest(colors) * _CELL + 1)
    _, first = np.unique(cells, axis=0, return_index=True)
    return colors[np.sort(first)]


def _covered(state: Represented, entries: Entries, limit: float, max_colors: int) -> Entries | None:
    """Return the entries and those that it takes besides."""
    added = list(entries)
    while True:
        state.begin(np.array(added, np.uint8))  # ties may have gone to others than was thought
        if state.differences.max() <= limit:
            return np.array(added, np.uint8)
        while state.differences.max() > limit:
            found = _best_addition(state, int(state.differences.argmax()), limit)
            if found is None or len(added) >= max_colors:
                return None
            entry, effect = found
            state.take(effect)
            added.append(entry)


def _best_addition(state: Represented, worst: int, limit: float) -> tuple[Entries, Effect] | None:
    """Return the entry for a color that most others are then represented well enough by."""
    best, best_gain = None, -np.inf
    bad = state.differences > limit
    for entry in _additions(state, worst, np.flatnonzero(bad), limit):
        effect = state.effect(entry)
        if worst not in effect.rows:
            continue
        gain = int(bad[effect.rows].sum()) - int((effect.differences > limit).sum())
        if gain > best_gain:
            best, best_gain = (entry, effect), gain
    return best


def _additions(
    state: Represented, worst: int, bad: NDArray[np.intp], limit: float
) -> Iterator[Entries]:
    """Yield entries near the color's neighbors that represent it well enough, and itself."""
    place = state.points[worst].astype(np.float64)
    [itself] = state.space.entries_at(place[np.newaxis])
    near = bad[state.to_entry(bad, itself) <= limit]
    if len(near):
        mean = state.points[near].mean(axis=0)
        places = np.array([place + share * (mean - place) for share in _SHARES])
        for entry in state.space.entries_at(places):
            if state.to_entry(np.array([worst]), entry)[0] <= limit:
                yield entry
    yield itself


def _without_superfluous(state: Represented, entries: Entries, fixed: int, limit: float) -> Entries:
    """Return the entries without those whose colors others represent well enough."""
    everything = np.arange(len(state.points))
    labels = state.nearest(everything, entries)
    places = np.arange(len(entries))
    sizes = np.bincount(labels, minlength=len(entries))
    for place in fixed + np.argsort(sizes[fixed:], kind="stable"):
        others = places[places != place]
        [rows] = np.nonzero(labels == place)
        if not len(others):
            break
        elsewhere = others[state.nearest(rows, entries[others])] if len(rows) else rows
        if not (state.to_entries(rows, entries, elsewhere) > limit).any():
            labels[rows] = elsewhere
            places = others
    return entries[places]


def _towards_means(
    state: Represented,
    weights: NDArray[np.int64],
    entries: Entries,
    fixed: int,
    limit: float,
) -> Entries:
    """Return the entries after rounds of Lloyd's iteration; who would break the limit stays."""
    everything = np.arange(len(state.points))
    labels = state.nearest(everything, entries)
    least = _cost(state, weights, entries, labels)
    for _ in range(_MAX_ROUNDS):
        goals = _means(state, weights, entries, labels)
        goals[:fixed] = entries[:fixed]
        moved, moved_labels = _held_back(state, entries, goals, labels, limit)
        cost = _cost(state, weights, moved, moved_labels)
        if not cost < least:
            break
        entries, labels, least = moved, moved_labels, cost
    return entries


def _means(
    state: Represented,
    weights: NDArray[np.int64],
    entries: Entries,
    labels: NDArray[np.intp],
) -> Entries:
    mass = np.bincount(labels, weights, len(entries))
    sums = [np.bincount(labels, weights * axis, len(entries)) for axis in state.points.T]
    used = mass > 0
    means = np.stack(sums, axis=1)[used] / mass[used, np.newaxis]
    goals = entries.copy()
    goals[used] = state.space.entries_at(means)
    return goals


def _held_back(
    state: Represented,
    entries: Entries,
    goals: Entries,
    labels: NDArray[np.intp],
    limit: float,
) -> tuple[Entries, NDArray[np.intp]]:
    """Return the entries at their goals, or only part of the way where a color would suffer."""
    everything = np.arange(len(state.points))
    places = state.space.points(entries).astype(np.float64)
    ways = state.space.points(goals) - places
    moved, steps = goals.copy(), np.zeros(len(entries), np.intp)
    while True:
        now = state.nearest(everything, moved)
        bad = state.to_entries(everything, moved, now) > limit
        [back] = np.nonzero((moved != entries).any(axis=1))
        if not bad.any() or not len(back):
            return moved, now
        suspects = np.intersect1d(back, np.concatenate([labels[bad], now[bad]]))
        back = suspects if len(suspects) else back
        steps[back] += 1
        shares = np.array([*_SHARES, 0.0])[steps[back], np.newaxis]
        nearer = state.space.entries_at(places[back] + shares * ways[back])
        moved[back] = np.where(shares > 0.0, nearer, entries[back])


def _cost(
    state: Represented,
    weights: NDArray[np.int64],
    entries: Entries,
    labels: NDArray[np.intp],
) -> float:
    difference = state.points - state.space.points(entries).astype(np.float64)[labels]
    return float((np.einsum("ij,ij->i", difference, difference) * weights).sum())
