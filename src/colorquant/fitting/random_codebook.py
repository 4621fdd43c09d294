"""Random baseline: colors drawn from the image."""

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
    """Palette of the colors of randomly drawn pixels, without duplicates.

    Every pixel is equally likely; colors already in the palette are not drawn again.

    Parameters
    ----------
    n
        Number of colors, 1 to 65,536; all distinct colors if there are no more.
    seed
        Random seed, 0 to 2^64 - 1. The same seed draws the same colors on every platform.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.

    Examples
    --------
    >>> import numpy as np
    >>> from colorquant import ColorHistogram, RandomCodebook
    >>> image = np.arange(256, dtype=np.uint8).reshape(16, 16)
    >>> len(RandomCodebook(4, seed=1).fit(ColorHistogram.from_image(image)))
    4
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
            Colors and counts of the pixels to draw from.

        Returns
        -------
        Palette
            Sorted from dark to light.

        Examples
        --------
        >>> import numpy as np
        >>> from colorquant import ColorHistogram, RandomCodebook
        >>> histogram = ColorHistogram.from_image(np.array([[0, 9, 9]], np.uint8))
        >>> RandomCodebook(2).fit(histogram).colors.tolist()
        [[0, 0, 0], [9, 9, 9]]
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
