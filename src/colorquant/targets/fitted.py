"""A palette beside the image that it was fitted to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from colorquant._options import resolve_threads
from colorquant.color import SQUARED_STEP, PointSpace, get_space
from colorquant.color.depth import Colors
from colorquant.dithering import NONE, Ditherer
from colorquant.histogram import ColorHistogram
from colorquant.image import SourceImage
from colorquant.indexed import IndexedImage
from colorquant.metrics.color_differences import differences_over_backgrounds
from colorquant.palette import Palette
from colorquant.remapping import nearest, summed_squares


@dataclass(frozen=True, eq=False)
class Fitted:
    """A palette and what it makes of an image, worked out once for each distinct color.

    Attributes
    ----------
    picture : Picture
        The image.
    histogram : ColorHistogram
        Of the pixels of it that count.
    palette : Palette
        What represents them.
    threads : int or None
        How many threads to use.
    ditherer : Ditherer or None
        How the whole image is dithered; all else is of nearest entries.
    """

    picture: SourceImage
    histogram: ColorHistogram
    palette: Palette
    threads: int | None
    ditherer: Ditherer | None = None

    @cached_property
    def image(self) -> IndexedImage:
        """The whole image by the palette."""
        dither = self.ditherer or NONE
        return self.palette.apply(self.picture, dither=dither, threads=self.threads)

    @cached_property
    def labels(self) -> NDArray[np.intp]:
        """(m,) the entry of each of the histogram's colors, as mapping has it."""
        column = self.histogram.colors[:, np.newaxis]
        colors, space = self.palette.colors, self.palette.space
        mapped = nearest(column, colors, space=space, threads=resolve_threads(self.threads))
        return mapped.indices[:, 0].astype(np.intp)

    @cached_property
    def differences(self) -> NDArray[np.float64]:
        """(b, m) CIEDE2000 of each color to its entry over black and white, see `metrics`."""
        return differences_over_backgrounds(*self._pairs())

    @property
    def distortion(self) -> float:
        """Mean over what the pixels count for, as `colorquant.metrics.distortion` measures it."""
        found, entries = self._pairs()
        points = PointSpace(get_space("srgb"), 4 in (found.shape[1], entries.shape[1]))
        weights = self.histogram.sample_weight
        total = summed_squares(points.points(found), points.points(entries), weights)
        return total / SQUARED_STEP / int(weights.sum())

    def _pairs(self) -> tuple[Colors, Colors]:
        return self.histogram.colors, self.palette.colors[self.labels]
