"""Choose the best n of given candidate colors, such as threads, inks or paints."""

import numpy as np
from numpy.typing import NDArray

from colorquant.fitting.medoids import (
    cells_of_points,
    choose_medoids,
    squared_distances,
    two_nearest,
)
from colorquant.fitting.min_delta_e import Spacing, choose_apart, refuse

_SIDE_BITS = 10  # cell side in bits: 64 cells per axis at first
_MAX_COSTS = 1 << 25  # cells times candidates; bounds scratch memory


def choose(
    points: NDArray[np.uint16],
    weights: NDArray[np.int64],
    offered: NDArray[np.uint16],
    n: int,
    spacing: Spacing | None = None,
    *,
    may_be_fewer: bool = True,
) -> NDArray[np.intp]:
    """Choose the candidates that represent the colors with the least squared error.

    Greedy selection, then swaps while they reduce the error (FasterPAM, Schubert & Rousseeuw 2021,
    doi:10.1016/j.is.2021.101804), on the means of cells of the color space.

    Parameters
    ----------
    points
        (m, c) uint16 colors in the working space.
    weights
        (m,) int64 weights.
    offered
        (k, c) uint16 candidates in the working space.
    n
        Number of candidates to choose, 1 or more.
    spacing
        Distances of the candidates and the minimum; None for no minimum.
    may_be_fewer
        Whether to accept fewer than `n` if no more keep the distance.

    Returns
    -------
    numpy.ndarray
        (at most n,) ascending indices of candidates; fewer if more would not help.

    Raises
    ------
    InvalidOptionError
        If too few that keep the distance were found.
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
