"""How far each color is from its entry, while entries come and go."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._options import resolve_threads
from colorquant.color import PointSpace
from colorquant.color.depth import Colors
from colorquant.metrics import delta_e_2000_lab
from colorquant.metrics.color_differences import lab_over
from colorquant.palette import dark_to_light

Entries = NDArray[np.uint8]


class Effect(NamedTuple):
    """What one more entry changes: rows of the colors, how far they are, how different."""

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
        """Let exactly these entries, (k, 4), be there."""
        everything = np.arange(len(self.points))
        labels = self.nearest(everything, entries)
        difference = self._places - self.space.points(entries)[labels]
        self.squares = np.einsum("ij,ij->i", difference, difference)  # whole numbers below 2^53
        self.differences = self.to_entries(everything, entries, labels)

    def effect(self, entry: Entries) -> Effect:
        """Return what an entry, (4,), would change; a color at the same distance stays."""
        difference = self._places - self.space.points(entry[np.newaxis])[0]
        squares = np.einsum("ij,ij->i", difference, difference)
        [rows] = np.nonzero(squares < self.squares)
        return Effect(rows, squares[rows], self.to_entry(rows, entry))

    def take(self, effect: Effect) -> None:
        """Let the entry be there."""
        self.squares[effect.rows] = effect.squares
        self.differences[effect.rows] = effect.differences

    def to_entry(self, rows: NDArray[np.intp], entry: Entries) -> NDArray[np.float64]:
        """Return CIEDE2000 of some colors to one entry, (4,)."""
        labels = np.zeros(len(rows), np.intp)
        return self.to_entries(rows, entry[np.newaxis], labels)

    def to_entries(
        self, rows: NDArray[np.intp], entries: Entries, labels: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        """Return CIEDE2000 of some colors to their entries; with alpha, the greater of two."""
        worst = np.zeros(len(rows))
        for light, lab in self._labs:
            of_entries = lab_over(entries, light)[labels]
            worst = np.maximum(worst, delta_e_2000_lab(lab[rows], of_entries))
        return worst

    def nearest(self, rows: NDArray[np.intp], entries: Entries) -> NDArray[np.intp]:
        """Return the nearest of the entries, (k, 4), to some colors, as the palette will map."""
        order = palette_order(entries, self._locked)
        points = np.ascontiguousarray(self.points[rows])
        return order[_core.assign(points, self.space.points(entries[order]), self._threads)]


def palette_order(entries: Entries, locked: int) -> NDArray[np.intp]:
    """Return the places of entries, (k, 4), in a palette: those locked, then from dark to light."""
    rest = entries[locked:]
    places = {entry.tobytes(): locked + place for place, entry in reversed([*enumerate(rest)])}
    ordered = [places[entry.tobytes()] for entry in dark_to_light(rest)]
    return np.array([*range(locked), *ordered], np.intp)
