"""What every ditherer is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from numbers import Real
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant._progress import Progress
from colorquant.color import get_space
from colorquant.dithering.space_lut import space_lut
from colorquant.errors import InvalidOptionError
from colorquant.pixels import Colors
from colorquant.remapping import Indices, new_indices


class Scene(NamedTuple):
    """An image and a palette as the native core dithers them.

    Parameters
    ----------
    pixels
        (h * w, 4) uint8 or uint16.
    width
        The width of the image in pixels.
    entries
        (k, 4) uint8 palette entries.
    nodes
        float32 table that takes colors to the working space; see `SpaceLut`.
    middle_and_reach
        The middle of the working space's coordinates, and how far they reach.
    """

    pixels: Colors
    width: int
    entries: NDArray[np.uint8]
    nodes: NDArray[np.float32]
    middle_and_reach: tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Ditherer(ABC):
    """Mixes the colors of a palette so that, from afar, others are seen.

    A pixel whose very color is in the palette keeps it, and a fully transparent one stays so.

    Parameters
    ----------
    strength : float
        How much is mixed, from 0, which is the nearest color in the palette's space, to 1.
    space : str, optional
        The working space in which colors are mixed and compared; by default that of the palette.
        ``"linear"`` mixes as light does.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.
    """

    strength: float = 1.0
    space: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.strength, Real) or not 0.0 <= self.strength <= 1.0:
            raise InvalidOptionError(
                f"the strength of a dither is {self.strength!r}; allowed is 0 to 1"
            )
        if self.space is not None:
            get_space(self.space)

    def dither(
        self,
        pixels: Colors,
        width: int,
        entries: NDArray[np.uint8],
        *,
        space: str,
        threads: int,
        progress: Progress | None = None,
    ) -> Indices:
        """Choose an entry for every pixel; the strength is above 0.

        Parameters
        ----------
        pixels
            (n, 3) or (n, 4), uint8 or uint16, row after row, C-contiguous; those that are fully
            transparent are all 0.
        width
            Of a row.
        entries
            (k, 4) uint8 palette entries with alpha, C-contiguous, all opaque if the pixels have
            three channels.
        space
            The working space, unless this ditherer has its own.
        threads
            How many threads to use; the answer does not depend on it.
        progress
            Told now and then the share done.

        Returns
        -------
        numpy.ndarray
            (n,) uint8 for up to 256 entries, else uint16.
        """
        nodes, middle_and_reach = space_lut(self.space or space)
        indices = new_indices(len(pixels), len(entries))
        scene = Scene(pixels, width, entries, nodes, middle_and_reach)
        self.choose(scene, indices, threads=threads, progress=progress)
        return indices

    @abstractmethod
    def choose(
        self, scene: Scene, indices: Indices, *, threads: int, progress: Progress | None
    ) -> None:
        """Choose the palette entry of every pixel.

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
