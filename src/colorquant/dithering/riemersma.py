"""Error diffusion along a Hilbert curve.

Riemersma 1998, *A balanced dithering technique*, C/C++ Users Journal 16(12), 51-58.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant.dithering.ditherer import Ditherer, Scene
from colorquant.remapping import Indices

REMEMBERED = 16  # errors, as in the paper and in native/core/riemersma.hpp
OLDEST = 1.0 / 16.0  # what the oldest counts for beside the newest, as in the paper
_WHOLE = 1 << 16  # parts of the newest


@dataclass(frozen=True, kw_only=True)
class Riemersma(Ditherer):
    """Passes errors on along a curve that winds through the image, so that they stay near.

    Each pixel makes up for the last 16 errors on the curve, the older the less. Unlike in the
    paper, the shares add up to 1 and errors are those of what was asked for, so that none is lost,
    as in other error diffusion. What a pixel asks for is limited as in `ErrorDiffusion`.

    Parameters
    ----------
    strength, space
        See `Ditherer`. The strength is the part of the errors that is heeded.
    """

    def shares(self) -> NDArray[np.float64]:
        """Return the weights of the last errors.

        Returns
        -------
        numpy.ndarray
            (16,) float64, the newest error first.
        """
        # Whole numbers, so that it does not matter how a C library rounds a power.
        decay = np.rint(_WHOLE * OLDEST ** (np.arange(REMEMBERED) / (REMEMBERED - 1)))
        shares: NDArray[np.float64] = self.strength * decay / decay.sum()
        return shares

    def choose(
        self, scene: Scene, indices: Indices, *, threads: int, progress: Progress | None
    ) -> None:
        """See `Ditherer.choose`; one thread does it, since each pixel waits for the one before.

        Parameters
        ----------
        scene
            The image and the palette in the working space.
        indices
            (h * w,) the output, filled in place.
        threads
            Not used.
        progress
            Called with the share done, from 0 to 1.
        """
        _core.dither_along_curve(*scene, self.shares().tolist(), indices, progress)
