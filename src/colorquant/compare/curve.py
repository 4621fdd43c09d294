"""Where a curve bends most.

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


NUMBERS = (2, 4, 8, 16, 32, 64, 128, 256)
MAX_PIXELS = 2**18  # measured; of more, as many are drawn


@dataclass(frozen=True)
class CurvePoint:
    """The errors of one number of colors.

    Parameters
    ----------
    n
        How many colors.
    distortion
        As `colorquant.metrics.distortion` measures it.
    delta_e
        Mean CIEDE2000.
    """

    n: int
    distortion: float
    delta_e: float


@dataclass(frozen=True)
class Curve:
    """The errors over the number of colors.

    Parameters
    ----------
    points
        In the order of their numbers.
    pixels
        How many pixels were measured.
    sampled
        Whether these were drawn from the image.
    """

    points: tuple[CurvePoint, ...]
    pixels: int
    sampled: bool

    def knee(self, error: Literal["distortion", "delta_e"]) -> CurvePoint | None:
        """Return the point from which on twice the colors help little, if there is one."""
        doublings = np.log2([point.n for point in self.points])
        place = find_knee(doublings, [getattr(point, error) for point in self.points])
        return None if place is None else self.points[place]


def sweep(comparison: Comparison, *, threads: int | None = None) -> Curve:
    """Fit K-Means at effort ``"fast"`` for 2, 4, 8 and so on to 256 colors, and measure each.

    Parameters
    ----------
    comparison
        Of the image; space and seed are those of it.
    threads
        How many threads to use; the answer does not depend on it.

    Returns
    -------
    Curve
        Up to as many colors as there are. Every fit is to all pixels; of more than 262,144,
        that many are drawn for measuring.
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
    """Return the numbers of colors that make a difference."""
    fewer = [n for n in NUMBERS if n < distinct]
    return fewer if len(fewer) == len(NUMBERS) else [*fewer, distinct]
