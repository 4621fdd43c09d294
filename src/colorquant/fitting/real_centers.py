"""K-Means whose centers stay real numbers, for those who need no 8-bit colors."""

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
    """Find the centers that represent points best.

    The search of `KMeans`, then Lloyd's iteration until nothing moves. Every center is the mean of
    at least one point.

    Parameters
    ----------
    points
        (m, 3) or (m, 4) uint16, distinct, in any order; C-contiguous.
    weights
        (m,) int64, 1 or more, at most 2^36 in all.
    n
        How many centers, 1 or more; all the points if there are no more.
    effort
        How hard the search looks for a better optimum.
    seed
        Of the pseudo-random numbers, 0 to 2^64 - 1.
    max_iterations
        Of Lloyd's iteration after the search, 1 or more.
    threads
        How many threads to use; the result does not depend on it.

    Returns
    -------
    LloydResult
        Its centers, (k, 3) or (k, 4), are in units of 256 of the points'.
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
        # Each goes to a point that the others represent badly: the distortion falls, so this ends.
        errors = weights * ((points / POINTS_PER_UNIT - centers[labels]) ** 2).sum(axis=1)
        centers[unused] = (
            points[np.argsort(-errors, kind="stable")[: len(unused)]] / POINTS_PER_UNIT
        )


def nearest_centers(
    points: NDArray[np.uint16], centers: NDArray[np.float64], *, threads: int
) -> NDArray[np.int32]:
    """Return the center nearest to each point, exactly, the lowest on ties.

    Parameters
    ----------
    points
        (m, 3) or (m, 4) uint16, in any order; C-contiguous.
    centers
        (k, 3) or (k, 4), as of `fit_centers`.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    numpy.ndarray
        (m,) int32.
    """
    weights = np.ones(len(points), np.int64)
    return _core.lloyd_of_points(points, weights, centers, 0, threads)[1]
