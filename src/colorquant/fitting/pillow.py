"""Pillow's quantizers, as baselines."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from PIL import Image

from colorquant.errors import InvalidImageError, InvalidOptionError
from colorquant.fitting.fitter import Fitter
from colorquant.histogram import ColorHistogram
from colorquant.palette import Palette, dark_to_light
from colorquant.pixels import to_8_bits

_MAX_COLORS = 256


@dataclass(frozen=True)
class PillowFitter(Fitter):
    """One of Pillow's methods; it may return fewer than `n` colors.

    Parameters
    ----------
    n
        Number of colors, 1 to 256.

    Raises
    ------
    InvalidOptionError
        If `n` is out of range.
    """

    method: ClassVar[Image.Quantize]
    takes_alpha: ClassVar[bool] = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.n > _MAX_COLORS:
            raise InvalidOptionError(
                f"the number of colors is {self.n:,}; "
                f"allowed for {self.label} is 1 to {_MAX_COLORS}"
            )

    def fit(self, histogram: ColorHistogram) -> Palette:
        """Fit a palette with Pillow.

        Parameters
        ----------
        histogram
            Colors and counts of the pixels; passed to Pillow as one row.

        Returns
        -------
        Palette
            Sorted from dark to light.

        Raises
        ------
        InvalidImageError
            If there are transparent pixels and the method does not support them.
        """
        histogram = histogram.rounded()
        channels = histogram.colors.shape[1]
        if channels == 4 and not self.takes_alpha:
            raise InvalidImageError(
                f"the image has transparent pixels; allowed for {self.label} are opaque ones"
            )
        row = np.repeat(to_8_bits(histogram.colors), histogram.counts, axis=0)[np.newaxis]
        quantized = Image.fromarray(row).quantize(self.n, self.method, dither=Image.Dither.NONE)
        palette = quantized.getpalette("RGBA" if channels == 4 else "RGB")
        entries = np.array(palette, dtype=np.uint8).reshape(-1, channels)[
            np.unique(np.asarray(quantized))
        ]
        if channels == 4:
            entries[entries[:, 3] == 0] = 0
        return Palette(dark_to_light(np.unique(entries, axis=0)))


class MedianCut(PillowFitter):
    """Pillow's median cut (Heckbert 1982, doi:10.1145/800064.801294).

    Parameters
    ----------
    n
        Number of colors, 1 to 256.
    """

    label: ClassVar[str] = "Median cut"
    method: ClassVar[Image.Quantize] = Image.Quantize.MEDIANCUT


class FastOctree(PillowFitter):
    """Pillow's fast octree (Gervautz & Purgathofer 1988, doi:10.1007/978-3-642-83492-9_20).

    Parameters
    ----------
    n
        Number of colors, 1 to 256.
    """

    label: ClassVar[str] = "Fast octree"
    method: ClassVar[Image.Quantize] = Image.Quantize.FASTOCTREE
    takes_alpha: ClassVar[bool] = True


class MaximumCoverage(PillowFitter):
    """Pillow's maximum coverage.

    Parameters
    ----------
    n
        Number of colors, 1 to 256.
    """

    label: ClassVar[str] = "Maximum coverage"
    method: ClassVar[Image.Quantize] = Image.Quantize.MAXCOVERAGE
