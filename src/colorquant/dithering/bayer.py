"""Ordered dithering by the masks of Bayer 1973.

Bayer 1973, *An optimum method for two-level rendition of continuous-tone pictures*, IEEE
International Conference on Communications 1, 26-11 to 26-15.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant.dithering.ordered import Ordered
from colorquant.errors import InvalidOptionError

SIDES = (2, 4, 8, 16)


@dataclass(frozen=True, kw_only=True)
class Bayer(Ordered):
    """The mask of Bayer 1973, whose levels are as even as they can be: the crosshatch of old games.

    Parameters
    ----------
    side : {2, 4, 8, 16}
        Of the mask, in pixels: it mixes two entries in as many levels as it has pixels.
    strength, space
        See `Ditherer`.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.
    """

    side: int = 8

    def __post_init__(self) -> None:
        super().__post_init__()
        if type(self.side) is not int or self.side not in SIDES:
            allowed = ", ".join(map(str, SIDES))
            raise InvalidOptionError(
                f"the side of a Bayer mask is {self.side!r}; allowed are {allowed}"
            )

    def ranks(self) -> NDArray[np.int64]:
        """See `Ordered.ranks`."""
        ranks = np.zeros((1, 1), np.int64)
        while len(ranks) < self.side:
            ranks = np.block([[4 * ranks, 4 * ranks + 2], [4 * ranks + 3, 4 * ranks + 1]])
        return ranks
