"""Where a curve bends most.

Satopää, Albrecht, Irwin & Raghavan 2011, *Finding a "Kneedle" in a Haystack: Detecting Knee Points
in System Behavior*, doi:10.1109/ICDCSW.2011.20.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike


def find_knee(x: ArrayLike, y: Sequence[float]) -> int | None:
    """Return the place of the point from which on more helps little.

    With both axes brought to 0 to 1, it is the point farthest below the line from the first one
    to the last. That is Kneedle on all points at once, for a curve that falls and flattens.

    Parameters
    ----------
    x
        Numbers that go up.
    y
        As many numbers that go down.

    Returns
    -------
    int or None
        None if there are fewer than three, or none lies below the line: then there is no knee.
    """
    across, down = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if len(across) < 3 or down[0] <= down[-1]:
        return None
    across = (across - across[0]) / (across[-1] - across[0])
    down = (down - down[-1]) / (down[0] - down[-1])
    below = 1.0 - across - down
    place = int(np.argmax(below))
    return place if below[place] > 1e-9 else None
