"""K-Means with real-valued centers, not rounded to 8 bits."""

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._validation import EFFORTS, Effort
from colorquant.color import POINTS_PER_UNIT
from colorquant.fitting.lloyd_iteration import LloydResult


def fit_centers(
    points: NDArray[np.uint16],
    weights: NDArray[np.int64],
    n: int,
    *,
    effort: Effort,
    seed: int,
    max_iterations: int,
    threads: int,
) -> LloydResult:
    """Fit K-Means centers to points.

    The search of `KMeans`, then Lloyd's iteration until convergence. No cluster is empty.

    Parameters
    ----------
    points
        (m, 3) or (m, 4) uint16, distinct, in any order; C-contiguous.
    weights
        (m,) int64, 1 or more, with a sum of at most 2^36.
    n
        Number of centers, 1 or more; all points if there are no more.
    effort
        Search effort: ``"fast"``, ``"balanced"`` or ``"best"``.
    seed
        Random seed, 0 to 2^64 - 1.
    max_iterations
        Maximum number of Lloyd's iterations after the search, 1 or more.
    threads
        Number of threads. The result does not depend on it.

    Returns
    -------
    LloydResult
        The centers, (k, 3) or (k, 4), are in units of 256 point steps.
    """
    if len(points) <= n:
        centers = points / POINTS_PER_UNIT
    else:
        centers = _core.centers_of_points(points, weights, n, EFFORTS.index(effort), seed, threads)
    iterations = 0
    while True:
        centers, labels, made, squared_error = _core.lloyd_of_points(
            points, weights, centers, max_iterations, threads
        )
        iterations += made
        unused = np.setdiff1d(np.arange(len(centers)), labels)
        if not len(unused):
            return LloydResult(centers, labels, iterations, squared_error / int(weights.sum()))
        # Move each to a point with a large error. The distortion falls, so this terminates.
        errors = weights * ((points / POINTS_PER_UNIT - centers[labels]) ** 2).sum(axis=1)
        centers[unused] = (
            points[np.argsort(-errors, kind="stable")[: len(unused)]] / POINTS_PER_UNIT
        )


def nearest_centers(
    points: NDArray[np.uint16], centers: NDArray[np.float64], *, threads: int
) -> NDArray[np.int32]:
    """Return the nearest center of each point, exactly; ties go to the lowest index.

    Parameters
    ----------
    points
        (m, 3) or (m, 4) uint16, in any order; C-contiguous.
    centers
        (k, 3) or (k, 4) float64, as from `fit_centers`.
    threads
        Number of threads. The result does not depend on it.

    Returns
    -------
    numpy.ndarray
        (m,) int32 center indices.
    """
    weights = np.ones(len(points), np.int64)
    return _core.lloyd_of_points(points, weights, centers, 0, threads)[1]
