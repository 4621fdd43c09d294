"""How far each color is from its entry, while entries come and go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._validation import resolve_threads
from colorquant.color import PointSpace
from colorquant.histogram import ColorHistogram
from colorquant.metrics import delta_e_2000_lab, lab_over
from colorquant.palette import dark_to_light
from colorquant.pixels import Colors, largest

Entries = NDArray[np.uint8]


class Effect(NamedTuple):
    """What a new entry changes.

    Parameters
    ----------
    rows
        (r,) the colors that it is nearer to than any entry so far.
    squares
        (r,) their new squared distances.
    differences
        (r,) their new CIEDE2000.
    """

    rows: NDArray[np.intp]
    squares: NDArray[np.float64]
    differences: NDArray[np.float64]


class Represented:
    """Colors, the entries nearest to them in a working space, and their CIEDE2000.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4), uint8 or uint16.
    space
        Where distances are measured; with alpha if the colors or the entries have it.
    locked
        How many entries come first in the palette; the others go from dark to light, and of
        entries at the same distance the first is taken.
    threads
        How many threads to use.
    """

    def __init__(self, colors: Colors, space: PointSpace, locked: int, threads: int | None) -> None:
        self.space = space
        self._locked = locked
        self.points = space.points(colors)
        self._places = self.points.astype(np.float64)
        backgrounds = (0.0, 1.0) if space.alpha else (0.0,)
        self._labs = [(light, lab_over(colors, light)) for light in backgrounds]
        self._threads = resolve_threads(threads)
        self.squares = np.full(len(colors), np.inf)
        self.differences = np.full(len(colors), np.inf)

    def begin(self, entries: Entries) -> None:
        """Start with a set of entries.

        Parameters
        ----------
        entries
            (k, 4) uint8.
        """
        everything = np.arange(len(self.points))
        labels = self.nearest(everything, entries)
        difference = self._places - self.space.points(entries)[labels]
        self.squares = np.einsum("ij,ij->i", difference, difference)  # whole numbers below 2^53
        self.differences = self.to_entries(everything, entries, labels)

    def effect(self, entry: Entries) -> Effect:
        """Return what a new entry would change; a color at the same distance keeps its entry.

        Parameters
        ----------
        entry
            (4,) uint8.

        Returns
        -------
        Effect
        """
        difference = self._places - self.space.points(entry[np.newaxis])[0]
        squares = np.einsum("ij,ij->i", difference, difference)
        [rows] = np.nonzero(squares < self.squares)
        return Effect(rows, squares[rows], self.to_entry(rows, entry))

    def take(self, effect: Effect) -> None:
        """Add the entry of an effect.

        Parameters
        ----------
        effect
            As `effect` returns it.
        """
        self.squares[effect.rows] = effect.squares
        self.differences[effect.rows] = effect.differences

    def to_entry(self, rows: NDArray[np.intp], entry: Entries) -> NDArray[np.float64]:
        """Return the color differences of colors to one entry.

        Parameters
        ----------
        rows
            (r,) the colors.
        entry
            (4,) uint8.

        Returns
        -------
        numpy.ndarray
            (r,) float64 CIEDE2000; with alpha, the greater of over black and over white.
        """
        labels = np.zeros(len(rows), np.intp)
        return self.to_entries(rows, entry[np.newaxis], labels)

    def to_entries(
        self, rows: NDArray[np.intp], entries: Entries, labels: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        """Return the color differences of colors to their entries.

        Parameters
        ----------
        rows
            (r,) the colors.
        entries
            (k, 4) uint8.
        labels
            (r,) the entry of each color.

        Returns
        -------
        numpy.ndarray
            (r,) float64 CIEDE2000; with alpha, the greater of over black and over white.
        """
        worst = np.zeros(len(rows))
        for light, lab in self._labs:
            of_entries = lab_over(entries, light)[labels]
            worst = np.maximum(worst, delta_e_2000_lab(lab[rows], of_entries))
        return worst

    def nearest(self, rows: NDArray[np.intp], entries: Entries) -> NDArray[np.intp]:
        """Return the entries nearest to colors, as the palette maps them.

        Parameters
        ----------
        rows
            (r,) the colors.
        entries
            (k, 4) uint8.

        Returns
        -------
        numpy.ndarray
            (r,) entry numbers.
        """
        order = palette_order(entries, self._locked)
        points = np.ascontiguousarray(self.points[rows])
        return order[_core.assign(points, self.space.points(entries[order]), self._threads)]


def palette_order(entries: Entries, locked: int) -> NDArray[np.intp]:
    """Return the order of entries in a palette: the fixed ones, then from dark to light.

    Parameters
    ----------
    entries
        (k, 4) uint8.
    locked
        The number of fixed entries.

    Returns
    -------
    numpy.ndarray
        (k,) entry numbers.
    """
    rest = entries[locked:]
    places = {entry.tobytes(): locked + place for place, entry in reversed([*enumerate(rest)])}
    ordered = [places[entry.tobytes()] for entry in dark_to_light(rest)]
    return np.array([*range(locked), *ordered], np.intp)


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
