"""Ordered dithering: where a pixel lies in a mask decides which of two entries it gets.

For palettes of any colors, as by Yliluoma 2011, *Arbitrary-palette positional dithering
algorithm*, and Knoll 1999, US patent 6,606,166 (expired): entries are chosen for each color, such
that they mix to it, rather than an offset added to it.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant.dithering.ditherer import Ditherer, Scene
from colorquant.remapping import Indices


@dataclass(frozen=True, kw_only=True)
class Ordered(Ditherer):
    """Mixes two entries by a mask of thresholds; subclasses say which.

    One is the entry nearest to a small cube of colors, the other what takes the most off the
    squared error when mixed with it, less `contrast` times the squared distance of the two.
    The share of the lighter is that of the pixel along the line between them, and it is taken where
    that is above the threshold. So a pixel does not depend on any other: nothing crawls in an
    animation, and what is equal stays equal.

    Parameters
    ----------
    strength, space
        See `Ditherer`. The strength scales the share of the farther of the two entries.
    """

    # From 0.02 down to 0.01, the squared error of the pixels grows by about 12 %, and what is left
    # once the eye has mixed them (`metrics.low_passed_distortion`) falls by a few percent; from
    # 0.02 up to 0.05, the former falls by 12 % and the latter grows by 5 to 10 %. At 0, whatever is
    # far apart is mixed, and both are worse. On three of Kodak's photographs and a gradient, with
    # blue noise and N = 16 to 256.
    contrast: ClassVar[float] = 0.02

    @abstractmethod
    def ranks(self) -> NDArray[np.int64]:
        """Return the mask: (s, s), s a power of two, each of 0 to s² - 1 once."""

    def thresholds(self) -> NDArray[np.float32]:
        """Return (s, s) float32: the second entry is taken where its share is above."""
        ranks = self.ranks()
        plain = (ranks + 0.5) / ranks.size
        # What is scaled is the share of the farther entry: the second's up to a half, then the
        # first's.
        near_first, near_second = plain / self.strength, 1.0 - (1.0 - plain) / self.strength
        half = self.strength / 2.0
        return np.select([plain < half, plain > 1.0 - half], [near_first, near_second], 0.5).astype(
            np.float32
        )

    def choose(
        self, scene: Scene, indices: Indices, *, threads: int, progress: Progress | None
    ) -> None:
        """See `Ditherer.choose`."""
        _core.dither_in_order(*scene, self.thresholds(), self.contrast, indices, threads, progress)
