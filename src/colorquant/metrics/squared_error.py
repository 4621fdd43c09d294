"""Squared error and what is derived from it."""

import math

import numpy as np

from colorquant.color import SQUARED_STEP, PointSpace, get_space
from colorquant.image import ImageLike
from colorquant.metrics.delta_e import as_pair, paired_rows


def distortion(image: ImageLike, other: ImageLike) -> float:
    """Mean over pixels of the squared error, summed over the channels.

    Parameters
    ----------
    image, other
        Two images of the same height and width, of any kinds; gray counts as equal red, green and
        blue. Where either has alpha, this is the mean of the errors over black and over white; see
        `colorquant.color.PointSpace`.

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
    points = PointSpace(get_space("srgb"), a.shape[2:] == (4,) or b.shape[2:] == (4,))
    total = 0
    for _, colors, others in paired_rows(a, b):
        difference = points.points(colors).astype(np.int64) - points.points(others)
        total += int(np.square(difference).sum())
    return float(total / SQUARED_STEP / (a.shape[0] * a.shape[1]))


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
