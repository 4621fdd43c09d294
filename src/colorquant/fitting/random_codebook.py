"""The textbook's baseline: colors picked from the image at random."""

from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

import numpy as np

from colorquant._random import integers_below
from colorquant._validation import check_seed
from colorquant.fitting.fitter import Fitter
from colorquant.histogram import ColorHistogram
from colorquant.palette import Palette, dark_to_light
from colorquant.pixels import to_8_bits


@dataclass(frozen=True)
class RandomCodebook(Fitter):
    """Colors of randomly drawn pixels, all different.

    Pixels are drawn one after the other, each equally likely; a color that is already in the
    codebook is not drawn again.

    Parameters
    ----------
    n
        How many colors, 1 to 65,536; all the distinct colors if there are no more.
    seed
        Of the pseudo-random numbers, 0 to 2^64 - 1; the same seed draws the same colors
        everywhere.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.
    """

    label: ClassVar[str] = "Random"

    _: KW_ONLY
    seed: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        check_seed(self.seed)

    def fit(self, histogram: ColorHistogram) -> Palette:
        """Draw the palette.

        Parameters
        ----------
        histogram
            Of the pixels to draw from.

        Returns
        -------
        Palette
            Ordered from dark to light.
        """
        histogram = histogram.rounded()
        size = min(self.n, len(histogram))
        stream = np.random.PCG64(self.seed)
        weights = histogram.counts.copy()
        chosen = np.empty(0, dtype=np.int64)
        while len(chosen) < size:
            ends = np.cumsum(weights)
            drawn = integers_below(size - len(chosen), int(ends[-1]), stream)
            places, first = np.unique(np.searchsorted(ends, drawn, side="right"), return_index=True)
            chosen = np.concatenate([chosen, places[np.argsort(first)]])
            weights[places] = 0
        return Palette(dark_to_light(to_8_bits(histogram.colors[chosen])))
