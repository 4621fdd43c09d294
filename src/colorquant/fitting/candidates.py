"""The best N colors of those that there are: threads, inks, paints."""

import numpy as np
from numpy.typing import NDArray

from colorquant.fitting.medoids import (
    cells_of_points,
    choose_medoids,
    squared_distances,
    two_nearest,
)
from colorquant.fitting.min_delta_e import Spacing, choose_apart, refuse

_SIDE_BITS = 10  # of the cells that colors are summed up in: 64 to an axis, if they are not many
_MAX_COSTS = 1 << 25  # cells times entries, which bounds scratch memory


def choose(
    points: NDArray[np.uint16],
    weights: NDArray[np.int64],
    offered: NDArray[np.uint16],
    n: int,
    spacing: Spacing | None = None,
    *,
    may_be_fewer: bool = True,
) -> NDArray[np.intp]:
    """Choose the entries of a catalog that represent colors best.

    Greedy choice first, then swaps of one entry for another while any helps (FasterPAM, Schubert &
    Rousseeuw 2021, doi:10.1016/j.is.2021.101804), on the means of cells of the color space.

    Parameters
    ----------
    points
        (m, c) where the colors are in the working space.
    weights
        (m,) what they count for.
    offered
        (k, c) where the entries of the catalog are.
    n
        How many to choose, 1 or more.
    spacing
        Of the catalog, and the distance that the chosen keep; None if they need not.
    may_be_fewer
        Whether fewer will do, where no more keep the distance.

    Returns
    -------
    numpy.ndarray
        (at most n,) places in the catalog, ascending; fewer if more would help nothing.

    Raises
    ------
    InvalidOptionError
        If not enough that keep the distance were found.
    """
    for side_bits in range(_SIDE_BITS, 16):
        means, mass = cells_of_points(points, weights, side_bits)
        if len(means) * len(offered) <= _MAX_COSTS:
            break
    costs = mass[:, np.newaxis] * squared_distances(means, offered)
    if spacing is None:
        chosen = choose_medoids(costs, n, chosen=[])
    else:
        chosen = choose_apart(costs, spacing, n, [], 0)
        if len(chosen) < n and not may_be_fewer:
            refuse(spacing, chosen, n, 0)
    in_use = np.unique(two_nearest(costs, chosen)[0])
    return np.sort(np.array(chosen, dtype=np.intp)[in_use])
