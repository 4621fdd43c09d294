"""How far palette entries are from each other to the eye."""

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidOptionError
from colorquant.metrics import delta_e_2000_lab
from colorquant.metrics.color_differences import lab_over

Entries = NDArray[np.uint8]

# What is fitted keeps so much more, for the last bits of CIEDE2000 differ between C libraries: a
# palette that keeps its distance on one machine keeps it on all.
_MARGIN = 1e-9


class Spacing:
    """CIEDE2000 between entries; with alpha, the greater of those over black and over white.

    Parameters
    ----------
    entries
        (k, 3) or (k, 4) uint8.
    least
        The distance that is enough.
    """

    def __init__(self, entries: Entries, least: float) -> None:
        self.least = least
        opaque = entries.shape[1] == 3 or bool((entries[:, 3] == 255).all())
        self._labs = [lab_over(entries, light) for light in ((0.0,) if opaque else (0.0, 1.0))]
        self._rows: dict[int, NDArray[np.float64]] = {}

    def __len__(self) -> int:
        return len(self._labs[0])

    def distances(self, place: int) -> NDArray[np.float64]:
        """Return (k,) how far all are from one, infinite for itself."""
        if place not in self._rows:
            row = np.zeros(len(self))
            for lab in self._labs:
                here = np.broadcast_to(lab[place], lab.shape)
                row = np.maximum(row, delta_e_2000_lab(here, lab))
            row[place] = np.inf
            self._rows[place] = row
        return self._rows[place]

    def conflicts(self, place: int) -> NDArray[np.bool_]:
        """Return (k,) which of them are too near to one."""
        return ~self.is_enough(self.distances(place))

    def furthest(self, place: int) -> int:
        """Return the one that is furthest from another; it itself if there is only one."""
        row = self.distances(place)
        return int(np.where(np.isinf(row), -1.0, row).argmax())

    def is_enough(self, distance: float | NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether a distance is enough."""
        return np.asarray(distance) >= self.least + _MARGIN

    def is_kept(self) -> bool:
        """Whether all are far enough from each other."""
        return not any(self.conflicts(place).any() for place in range(len(self)))


def check_given(entries: Entries, least: float) -> None:
    """Make sure that entries which are given are far enough from each other.

    Parameters
    ----------
    entries
        (k, 3) or (k, 4) uint8.
    least
        CIEDE2000.

    Raises
    ------
    InvalidOptionError
        If two are nearer.
    """
    spacing = Spacing(entries, least)
    for place in range(len(entries)):
        row = spacing.distances(place)
        other = int(row.argmin())
        if row[other] < least:
            first, second = (tuple(entries[each].tolist()) for each in (place, other))
            raise InvalidOptionError(
                f"the locked colors {first} and {second} are {row[other]:.4g} apart; "
                f"allowed by min_distance are {least:g} or more"
            )


def far_enough(options: Entries, others: Entries, least: float) -> NDArray[np.bool_]:
    """Tell which options, (q, 4), are far enough from all others, (k, 4)."""
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
    """Add the entry that is furthest from those chosen, until there are `n`.

    Gonzalez (1985), doi:10.1016/0304-3975(85)90224-5: of the first k, any two are as far apart as
    the k-th was from those before, and no k entries are more than twice as far.

    Parameters
    ----------
    spacing
        Of what is offered.
    chosen
        Places of entries to begin with, one or more.
    n
        How many.

    Returns
    -------
    list of int, list of float
        The places, and how far each was from those before it; infinite for those given.
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
    """Add the nearest entry that is far enough from those chosen, until there are `n` or no more.

    Parameters
    ----------
    spacing
        Of what is offered.
    chosen
        Places of entries to begin with, one or more.
    n
        How many.
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
