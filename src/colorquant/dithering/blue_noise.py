"""Ordered dithering by blue noise, which has no pattern.

Ulichney 1993, *The void-and-cluster method for dither array generation*, Proceedings of SPIE 1913,
332-343, doi:10.1117/12.152707.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from colorquant.dithering.ordered import Ordered


@dataclass(frozen=True, kw_only=True)
class BlueNoise(Ordered):
    """A mask of 64 x 64 by void and cluster: even grain, as fine as it can be, without pattern.

    Parameters
    ----------
    strength, space
        See `Ditherer`.
    """

    def ranks(self) -> NDArray[np.int64]:
        """See `Ordered.ranks`."""
        return _ranks()


@cache
def _ranks() -> NDArray[np.int64]:
    """Read what tools/blue_noise_mask.py made."""
    with files(__package__).joinpath("blue_noise.npy").open("rb") as file:
        return np.asarray(np.load(file, allow_pickle=False), dtype=np.int64)
