"""Error over the number of colors, and the knee of that curve.

Satopää, Albrecht, Irwin & Raghavan 2011, *Finding a "Kneedle" in a Haystack: Detecting Knee Points
in System Behavior*, doi:10.1109/ICDCSW.2011.20.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from colorquant.compare.comparison import Comparison
from colorquant.image import SourceImage
from colorquant.targets import Fitted, MeanDifference


def find_knee(x: ArrayLike, y: Sequence[float]) -> int | None:
    """Return the index of the knee of a falling curve.

    With both axes scaled to 0 to 1, it is the point farthest below the line from the first point
    to the last: Kneedle (Satopää et al. 2011, doi:10.1109/ICDCSW.2011.20) for a convex curve.

    Parameters
    ----------
    x
        (k,) increasing numbers.
    y
        (k,) decreasing numbers.

    Returns
    -------
    int or None
        None if there are fewer than three points or none lies below the line.
    """
    across, down = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if len(across) < 3 or down[0] <= down[-1]:
        return None
    across = (across - across[0]) / (across[-1] - across[0])
    down = (down - down[-1]) / (down[0] - down[-1])
    below = 1.0 - across - down
    place = int(np.argmax(below))
    return place if below[place] > 1e-9 else None


NUMBERS = (2, 4, 8, 16, 32, 64, 128, 256)
MAX_PIXELS = 2**18  # measured; larger images are sampled


@dataclass(frozen=True)
class CurvePoint:
    """Errors at one number of colors.

    Parameters
    ----------
    n
        Number of colors.
    distortion
        As of `colorquant.metrics.distortion`.
    delta_e
        Mean CIEDE2000.
    """

    n: int
    distortion: float
    delta_e: float


@dataclass(frozen=True)
class Curve:
    """Errors over the number of colors.

    Parameters
    ----------
    points
        Points by increasing number of colors.
    pixels
        Number of pixels measured.
    sampled
        Whether they are a random sample of the image.
    """

    points: tuple[CurvePoint, ...]
    pixels: int
    sampled: bool

    def knee(self, error: Literal["distortion", "delta_e"]) -> CurvePoint | None:
        """Return the knee: beyond it, doubling the colors helps little.

        Parameters
        ----------
        error
            ``"distortion"`` or ``"delta_e"``.

        Returns
        -------
        CurvePoint or None
            None if there is no knee.
        """
        doublings = np.log2([point.n for point in self.points])
        place = find_knee(doublings, [getattr(point, error) for point in self.points])
        return None if place is None else self.points[place]


def sweep(comparison: Comparison, *, threads: int | None = None) -> Curve:
    """Fit K-Means at effort ``"fast"`` for 2, 4, 8 and so on to 256 colors, and measure each.

    Parameters
    ----------
    comparison
        Comparison of the image; its space and seed are used.
    threads
        Number of threads. The result does not depend on it.

    Returns
    -------
    Curve
        Up to the number of distinct colors. Fits use all pixels; errors are measured on at most
        262,144 random pixels.
    """
    histogram, plan = comparison.histogram, comparison.request.plan
    measured = histogram.sample(MAX_PIXELS)
    picture = SourceImage(comparison.original)
    points = []
    for n in _numbers(len(histogram)):
        fitter = replace(plan, n=n, effort="fast").fitter(threads=threads)
        fitted = Fitted(picture, measured, fitter.fit(histogram), threads)
        points.append(CurvePoint(n, fitted.distortion, MeanDifference(0.0).value(fitted)))
    sampled = measured.pixel_count < histogram.pixel_count
    return Curve(tuple(points), measured.pixel_count, sampled)


def _numbers(distinct: int) -> list[int]:
    """Return the numbers of colors to try."""
    fewer = [n for n in NUMBERS if n < distinct]
    return fewer if len(fewer) == len(NUMBERS) else [*fewer, distinct]
