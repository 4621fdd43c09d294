"""Lloyd's iteration from given centers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant._validation import MAX_COLORS, check_integer, resolve_threads
from colorquant.errors import InvalidImageError, InvalidOptionError
from colorquant.histogram import ColorHistogram


@dataclass(frozen=True, eq=False)
class LloydResult:
    """Result of Lloyd's iteration.

    Attributes
    ----------
    centers : numpy.ndarray
        (k, 3) float64, 0 to 255, in multiples of 2^-16, so that squared distances to 8-bit
        colors are exact.
    labels : numpy.ndarray
        (m,) int32, the center nearest to each of the histogram's colors, the lowest on ties.
    iterations : int
        Number of iterations.
    distortion : float
        Squared distance to the nearest center, summed over channels, mean over pixels.
    """

    centers: NDArray[np.float64]
    labels: NDArray[np.int32]
    iterations: int
    distortion: float


def lloyd(
    histogram: ColorHistogram,
    centers: ArrayLike,
    *,
    max_iterations: int = 300,
    threads: int | None = None,
    progress: Progress | None = None,
) -> LloydResult:
    """Move centers to the means of their nearest colors until convergence.

    Lloyd (1982), doi:10.1109/TIT.1982.1056489, over every color, with the exact filtering of
    Kanungo et al. (2002), doi:10.1109/TPAMI.2002.1017616.

    Parameters
    ----------
    histogram
        Opaque 8-bit colors with counts and weights.
    centers
        (k, 3) initial centers, finite, 0 to 255 (sRGB). Centers without colors do not move.
    max_iterations
        Maximum number of iterations, 0 or more.
    threads
        Number of threads. The result does not depend on it.
    progress
        Called with the fraction done, 0 to 1.

    Returns
    -------
    LloydResult
        Final centers, labels, iterations and distortion.

    Raises
    ------
    InvalidImageError
        If the histogram has alpha or 16 bits.
    InvalidOptionError
        If `centers` or another option is out of range.
    """
    if histogram.colors.dtype != np.uint8 or histogram.colors.shape[1] != 3:
        raise InvalidImageError(
            f"the histogram's colors are {histogram.colors.dtype} with "
            f"{histogram.colors.shape[1]} channels; allowed are opaque 8-bit colors"
        )
    start = np.ascontiguousarray(centers, dtype=np.float64)
    if start.ndim != 2 or start.shape[1] != 3 or not 1 <= len(start) <= MAX_COLORS:
        raise InvalidOptionError(
            f"centers has shape {start.shape}; allowed is (k, 3) with k from 1 to {MAX_COLORS:,}"
        )
    if not (start.min() >= 0.0 and start.max() <= 255.0):  # false for NaN too
        raise InvalidOptionError(
            f"the centers go from {start.min()} to {start.max()}; allowed is 0 to 255"
        )
    limit = check_integer("max_iterations", max_iterations, 0, 2**31)
    found, labels, iterations, squared_error = _core.lloyd(
        histogram.colors.view(np.uint8),
        histogram.sample_weight,
        start,
        limit,
        resolve_threads(threads),
        progress,
    )
    return LloydResult(
        found, labels, iterations, squared_error / int(histogram.sample_weight.sum())
    )
