"""What more colors would give: the errors for each number of them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from colorquant.compare.comparison import Comparison
from colorquant.compare.knee import find_knee
from colorquant.fitting import KMeans
from colorquant.image import SourceImage
from colorquant.targets.fitted import Fitted
from colorquant.targets.mean_difference import MeanDifference

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
    histogram, request = comparison.histogram, comparison.request
    measured = histogram.sample(MAX_PIXELS)
    picture = SourceImage(comparison.original)
    points = []
    for n in _numbers(len(histogram)):
        fitter = KMeans(n, effort="fast", space=request.space, seed=request.seed, threads=threads)
        fitted = Fitted(picture, measured, fitter.fit(histogram), threads)
        points.append(CurvePoint(n, fitted.distortion, MeanDifference(0.0).value(fitted)))
    sampled = measured.pixel_count < histogram.pixel_count
    return Curve(tuple(points), measured.pixel_count, sampled)


def _numbers(distinct: int) -> list[int]:
    """Return the numbers of colors that make a difference."""
    fewer = [n for n in NUMBERS if n < distinct]
    return fewer if len(fewer) == len(NUMBERS) else [*fewer, distinct]
