"""Errors that remain after blurring both images, as the eye does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from numbers import Real
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from colorquant.color import LINEAR_TO_RELATIVE_XYZ, lab_of_relative_xyz, multiply, to_linear
from colorquant.errors import InvalidOptionError
from colorquant.image import ImageLike
from colorquant.metrics.delta_e import Image, as_opaque_pair
from colorquant.pixels import largest


def light_of(image: Image, tile: Tile) -> Planes:
    """Cut a tile with its margins out of an image, as light.

    Parameters
    ----------
    image
        (h, w) or (h, w, 3), uint8 or uint16 sRGB.
    tile
        Which one.

    Returns
    -------
    numpy.ndarray
        (h, w, 3) float64 light of the primaries of sRGB, 0 to 1.
    """
    light = _levels_of_light(largest(image))[tile.of(image)]
    return light if light.ndim == 3 else np.stack([light] * 3, axis=-1)


def lab_of_light(light: Planes) -> Planes:
    """Return the CIELAB, under D65, of light.

    Parameters
    ----------
    light
        (h, w, 3) float64 light of the primaries of sRGB.

    Returns
    -------
    numpy.ndarray
        (h, w, 3) float64.
    """
    lab = lab_of_relative_xyz(multiply(LINEAR_TO_RELATIVE_XYZ, light.reshape(-1, 3)))
    return lab.reshape(light.shape)


@cache
def _levels_of_light(full: int) -> NDArray[np.float64]:
    return to_linear(np.arange(full + 1, dtype=np.float64) / full)


_SIDE = 512  # of a tile with its margins, where these leave room: bounds scratch memory

Planes: TypeAlias = NDArray[np.float64]
"""(h, w) or (h, w, c)."""
Level = TypeVar("Level", bound=np.generic)


class Gaussian(NamedTuple):
    """One term of a `Smoothing`.

    Parameters
    ----------
    weight
        Its share of the sum.
    deviation
        Its standard deviation in pixels.
    """

    weight: float
    deviation: float
    """The standard deviation, in pixels; 0 leaves the image as it is."""


class Tile(NamedTuple):
    """A part of an image with a margin on every side, mirrored where the image ends.

    The mirror stands at the outer edge of the last pixel: *c b a | a b c*.

    Parameters
    ----------
    rows
        (height + 2 * margin,) row numbers in the image.
    columns
        (width + 2 * margin,) column numbers in the image.
    height
        The number of rows without the margin.
    width
        The number of columns without the margin.
    margin
        The margin in pixels.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    height: int
    width: int
    """Without the margins, and without what fills up the last tiles."""
    margin: int

    def of(self, image: NDArray[Level]) -> NDArray[Level]:
        """Cut the tile with its margin out of an image.

        Parameters
        ----------
        image
            (h, w) or (h, w, c).

        Returns
        -------
        numpy.ndarray
            (height + 2 * margin, width + 2 * margin) or with channels.
        """
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


def reach(deviation: float) -> int:
    """Return the radius of a Gaussian: four standard deviations in whole pixels.

    Parameters
    ----------
    deviation
        The standard deviation in pixels.

    Returns
    -------
    int
    """
    return math.floor(4.0 * deviation + 0.5)


MAX_SIGMA = 30.0  # pixels; more would need large tiles


def blurred_mse(image: ImageLike, other: ImageLike, *, sigma: float = 1.5) -> float:
    """Mean over pixels of the squared error of the blurred images, summed over the channels.

    It says what is left to see once the eye has mixed neighboring pixels: a dither of two colors
    around the right one counts little here, and much in `distortion`. The blur is Gaussian, in
    sRGB as stored, with mirrored edges and cut off at four standard deviations.

    Parameters
    ----------
    image, other
        Two opaque images of the same height and width; gray counts as equal red, green and blue.
    sigma
        The standard deviation of the blur in pixels, 0 to 30; 0 does not blur. The default is
        near what the eye itself does where a degree of sight has some 70 pixels; see
        `scielab`.

    Returns
    -------
    float
        In squared 8-bit sRGB units, 0 to 195,075.

    Raises
    ------
    InvalidImageError
        If their sizes differ, or one is not opaque.
    InvalidOptionError
        If `sigma` is out of range.
    """
    if not isinstance(sigma, Real) or not 0.0 <= sigma <= MAX_SIGMA:
        raise InvalidOptionError(f"sigma is {sigma!r}; allowed is 0 to {MAX_SIGMA:g}")
    a, b = as_opaque_pair(image, other)
    margin = reach(sigma)
    smooth = Smoothing([Gaussian(1.0, sigma)], margin)
    height, width = a.shape[:2]
    parts = (
        # Blurs add, so that of the difference is the difference of the blurs.
        float(np.square(smooth(_part(a, tile) - _part(b, tile), tile)).sum()) * _share(a, b)
        for tile in tiles(height, width, margin)
    )
    return math.fsum(parts) / (height * width)


def _part(image: Image, tile: Tile) -> Planes:
    """Cut out a tile with its margins, (h, w, 1) or (h, w, 3), in 8-bit units."""
    part = tile.of(image).astype(np.float64) * (255.0 / largest(image))
    return part if part.ndim == 3 else part[..., np.newaxis]


def _share(a: Image, b: Image) -> float:
    """Return how many channels one stands for: two gray images have one instead of three."""
    return 3.0 if a.ndim == b.ndim == 2 else 1.0
