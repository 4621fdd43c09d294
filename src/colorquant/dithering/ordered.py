"""Ordered dithering: where a pixel lies in a mask decides which of two entries it gets.

For palettes of any colors, as by Yliluoma 2011, *Arbitrary-palette positional dithering
algorithm*, and Knoll 1999, US patent 6,606,166 (expired): entries are chosen for each color, such
that they mix to it, rather than an offset added to it.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant.dithering.ditherer import Ditherer, Scene
from colorquant.errors import InvalidOptionError
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
    # once the eye has mixed them (`metrics.blurred_mse`) falls by a few percent; from
    # 0.02 up to 0.05, the former falls by 12 % and the latter grows by 5 to 10 %. At 0, whatever is
    # far apart is mixed, and both are worse. On three of Kodak's photographs and a gradient, with
    # blue noise and N = 16 to 256.
    contrast: ClassVar[float] = 0.02

    @abstractmethod
    def ranks(self) -> NDArray[np.int64]:
        """Return the mask: (s, s), s a power of two, each of 0 to s² - 1 once."""

    def thresholds(self) -> NDArray[np.float32]:
        """Return the thresholds of the mask.

        Returns
        -------
        numpy.ndarray
            (s, s) float32 from 0 to 1; the second entry is used where its share exceeds them.
        """
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
        """See `Ditherer.choose`.

        Parameters
        ----------
        scene
            The image and the palette in the working space.
        indices
            (h * w,) the output, filled in place.
        threads
            Number of threads.
        progress
            Called with the share done, from 0 to 1.
        """
        _core.dither_in_order(*scene, self.thresholds(), self.contrast, indices, threads, progress)


SIDES = (2, 4, 8, 16)


@dataclass(frozen=True, kw_only=True)
class Bayer(Ordered):
    """The mask of Bayer 1973, whose levels are as even as they can be: the crosshatch of old games.

    Parameters
    ----------
    strength, space
        See `Ditherer`.
    side
        The side of the mask in pixels, 2, 4, 8 or 16: it mixes two entries in as many levels as it
        has pixels.

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
        """Return the order in which the pixels of the mask are set.

        Returns
        -------
        numpy.ndarray
            (s, s) int64, each number from 0 to s * s - 1 once.
        """
        ranks = np.zeros((1, 1), np.int64)
        while len(ranks) < self.side:
            ranks = np.block([[4 * ranks, 4 * ranks + 2], [4 * ranks + 3, 4 * ranks + 1]])
        return ranks


@dataclass(frozen=True, kw_only=True)
class BlueNoise(Ordered):
    """A mask of 64 x 64 by void and cluster: even grain, as fine as it can be, without pattern.

    Parameters
    ----------
    strength, space
        See `Ditherer`.
    """

    def ranks(self) -> NDArray[np.int64]:
        """Return the order in which the pixels of the mask are set.

        Returns
        -------
        numpy.ndarray
            (s, s) int64, each number from 0 to s * s - 1 once.
        """
        return _ranks()


@cache
def _ranks() -> NDArray[np.int64]:
    """Read what tools/blue_noise_mask.py made."""
    with files(__package__).joinpath("blue_noise.npy").open("rb") as file:
        return np.asarray(np.load(file, allow_pickle=False), dtype=np.int64)
