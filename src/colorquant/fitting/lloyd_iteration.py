"""Lloyd's iteration from given centers, for those who bring their own."""

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
    """Where Lloyd's iteration ended.

    Attributes
    ----------
    centers : numpy.ndarray
        (k, 3) float64, 0 to 255, in multiples of 2^-16: on that grid squared distances to 8-bit
        colors are exact, and with them every comparison.
    labels : numpy.ndarray
        (m,) int32, the center nearest to each of the histogram's colors, the lowest on ties.
    iterations : int
        How many were made.
    distortion : float
        Mean over pixels of the squared distance to the nearest center.
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
    """Move centers to the means of their nearest colors until nothing moves.

    Lloyd (1982), doi:10.1109/TIT.1982.1056489, exactly, over every color, by the filtering of
    Kanungo et al. (2002), doi:10.1109/TPAMI.2002.1017616.

    Parameters
    ----------
    histogram
        Of the pixels to represent, opaque and of 8 bits.
    centers
        (k, 3) first centers, finite, 0 to 255. One that has no colors stays where it is.
    max_iterations
        At most so many, 0 or more.
    threads
        How many threads to use; the result does not depend on it.
    progress
        Told now and then the share done, from 0 to 1.

    Returns
    -------
    LloydResult

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
            f"centers goes from {start.min()} to {start.max()}; allowed is 0 to 255"
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
