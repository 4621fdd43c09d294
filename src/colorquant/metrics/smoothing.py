"""Sums of Gaussians that images are smoothed with, a tile at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

_SIDE = 512  # of a tile with its margins, where these leave room: bounds scratch memory

Planes: TypeAlias = NDArray[np.float64]
"""(h, w) or (h, w, c)."""
Level = TypeVar("Level", bound=np.generic)


class Gaussian(NamedTuple):
    """One term of a `Smoothing`."""

    weight: float
    deviation: float
    """The standard deviation, in pixels; 0 leaves the image as it is."""


class Tile(NamedTuple):
    """A part of an image with a margin on every side, mirrored where the image ends.

    The mirror stands at the outer edge of the last pixel: *c b a | a b c*.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    height: int
    width: int
    """Without the margins, and without what fills up the last tiles."""
    margin: int

    def of(self, image: NDArray[Level]) -> NDArray[Level]:
        """Cut the tile with its margins out of an image, (h, w) or (h, w, c)."""
        return image[np.ix_(self.rows, self.columns)]


def tiles(height: int, width: int, margin: int) -> Iterator[Tile]:
    """Cover an image with tiles, all of one size.

    Parameters
    ----------
    height, width
        Of the image, from 1.
    margin
        In pixels, from 0.

    Yields
    ------
    Tile
        In reading order; without their margins they are the image.
    """
    (tall, high), (wide, broad) = (_lengths(size, margin) for size in (height, width))
    for top in range(0, height, high):
        for left in range(0, width, broad):
            yield Tile(
                _mirrored(top - margin, tall, height),
                _mirrored(left - margin, wide, width),
                min(high, height - top),
                min(broad, width - left),
                margin,
            )


class Smoothing:
    """A weighted sum of Gaussians, each of which adds up to 1.

    Parameters
    ----------
    terms
        What is summed.
    margin
        How many pixels around a pixel are looked at; the Gaussians are cut off there.
    """

    def __init__(self, terms: Sequence[Gaussian], margin: int) -> None:
        self._terms = terms
        self._margin = margin
        self._cached: dict[tuple[int, int], Planes] = {}

    def __call__(self, padded: Planes, tile: Tile, rim: int = 0) -> Planes:
        """Smooth a tile.

        Parameters
        ----------
        padded
            float64, the tile with its margins, which are this smoothing's and the rim's at least.
        tile
            Which one.
        rim
            How many pixels around the tile to return, too.

        Returns
        -------
        numpy.ndarray
            float64, the tile without its margins but for the rim.
        """
        tall, wide = padded.shape[:2]
        waves = np.fft.rfft2(padded, axes=(0, 1))
        waves *= self._response(tall, wide).reshape(tall, -1, *[1] * (padded.ndim - 2))
        smooth: Planes = np.fft.irfft2(waves, s=(tall, wide), axes=(0, 1))
        begin = tile.margin - rim
        return smooth[
            begin : tile.margin + tile.height + rim, begin : tile.margin + tile.width + rim
        ]

    def _response(self, tall: int, wide: int) -> Planes:
        """Return what becomes of each wave that fits: a real factor, as the kernels are even."""
        if (tall, wide) not in self._cached:
            response = np.zeros((tall, wide // 2 + 1))
            for weight, deviation in self._terms:
                down = np.fft.fft(self._kernel(deviation, tall)).real
                across = np.fft.rfft(self._kernel(deviation, wide)).real
                response += weight * np.outer(down, across)
            self._cached[tall, wide] = response
        return self._cached[tall, wide]

    def _kernel(self, deviation: float, length: int) -> NDArray[np.float64]:
        """Return one Gaussian around place 0 of a circle of so many places."""
        places = np.arange(-self._margin, self._margin + 1)
        if deviation == 0.0:
            heights = (places == 0).astype(np.float64)
        else:
            heights = np.exp(-0.5 * np.square(places / deviation))
        kernel = np.zeros(length)
        kernel[places] = heights / heights.sum()
        return kernel


def _lengths(size: int, margin: int) -> tuple[int, int]:
    """Choose the length of tiles along a side, with margins and without."""
    longest = max(_SIDE, 4 * margin)
    count = -(-size // (longest - 2 * margin))
    shortest = -(-size // count) + 2 * margin
    length = next(each for each in _easy_lengths() if each >= shortest)
    return length, length - 2 * margin


def _easy_lengths() -> Iterator[int]:
    """Yield lengths that a Fourier transform takes quickly: 2, 3, 4, 6, 8, 12 and so on."""
    for power in range(1, 64):
        yield 1 << power
        yield 3 << (power - 1)


def _mirrored(begin: int, length: int, size: int) -> NDArray[np.intp]:
    """Return places from `begin` on of a line that is mirrored at both its ends."""
    places = np.arange(begin, begin + length, dtype=np.intp) % (2 * size)
    return np.minimum(places, 2 * size - 1 - places)


def quantize_to_target(deviation: float) -> int:
    """Return how far a Gaussian counts: four standard deviations, in whole pixels."""
    return math.floor(4.0 * deviation + 0.5)
