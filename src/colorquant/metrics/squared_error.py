"""Squared error and what is derived from it."""

import math

import numpy as np
from numpy.typing import NDArray

from colorquant.image import ImageLike
from colorquant.metrics.pairs import as_pair

_ROWS = 256  # rows compared at a time, to bound scratch memory


def distortion(image: ImageLike, other: ImageLike) -> float:
    """Mean over pixels of the squared error, summed over the channels.

    Parameters
    ----------
    image, other
        Two images of the same height and width; grey counts as equal red, green and blue.

    Returns
    -------
    float
        In squared 8-bit sRGB units, 0 to 195,075; the literature's MSE.

    Raises
    ------
    InvalidImageError
        If their sizes differ.
    """
    a, b = as_pair(image, other)
    total: int = sum(
        _squared_error(a[top : top + _ROWS], b[top : top + _ROWS])
        for top in range(0, len(a), _ROWS)
    )
    height, width = a.shape[:2]
    return float(total / (height * width))


def psnr(image: ImageLike, other: ImageLike) -> float:
    """Peak signal-to-noise ratio.

    Parameters
    ----------
    image, other
        As for `distortion`.

    Returns
    -------
    float
        In dB, infinite for equal images.
    """
    return psnr_of_distortion(distortion(image, other))


def psnr_of_distortion(distortion: float) -> float:
    """Turn a distortion into a peak signal-to-noise ratio.

    Parameters
    ----------
    distortion
        As `distortion` returns it: summed over three channels.

    Returns
    -------
    float
        ``10 log10(255² / (distortion / 3))`` in dB, infinite for 0.
    """
    return 10.0 * math.log10(3.0 * 255.0**2 / distortion) if distortion > 0.0 else math.inf


def _squared_error(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> int:
    difference = _channels(a) - _channels(b)
    repeats: int = 3 // difference.shape[2]  # a grey channel stands for three
    return repeats * int(np.square(difference).sum(dtype=np.int64))


def _channels(image: NDArray[np.uint8]) -> NDArray[np.int32]:
    return image.reshape(*image.shape[:2], -1).astype(np.int32)
