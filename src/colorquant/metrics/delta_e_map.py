"""Where in an image the color difference is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant.color.depth import Colors, as_colors, as_words
from colorquant.image import ImageLike
from colorquant.metrics.color_differences import differences_over_backgrounds
from colorquant.metrics.pairs import as_pair

_PIXELS = 1 << 20  # compared at a time, to bound scratch memory


@dataclass(frozen=True, eq=False)
class DifferenceMap:
    """Color differences of two images, pixel by pixel.

    Attributes
    ----------
    values : numpy.ndarray
        (h, w) float32, from 0 on; the greater of those over black and over white where either
        image has alpha.
    mean : float
        Over pixels; with alpha, of the differences over black and over white.
    worst : float
        The greatest of all.
    """

    values: NDArray[np.float32]
    mean: float
    worst: float


def delta_e_map(image: ImageLike, other: ImageLike) -> DifferenceMap:
    """Color difference CIEDE2000 of every pixel, of CIELAB under D65.

    Parameters
    ----------
    image, other
        Two images of the same height and width; gray counts as equal red, green and blue.

    Returns
    -------
    DifferenceMap

    Raises
    ------
    InvalidImageError
        If their sizes differ.
    """
    a, b = as_pair(image, other)
    height, width = a.shape[:2]
    values = np.empty((height, width), np.float32)
    total, worst = 0.0, 0.0
    rows = max(1, _PIXELS // width)
    for top in range(0, height, rows):
        part = slice(top, top + rows)
        differences = _differences(as_colors(a[part]), as_colors(b[part]))
        values[part] = differences.max(axis=0).reshape(-1, width)
        total += float(differences.mean(axis=0).sum())
        worst = max(worst, float(differences.max()))
    return DifferenceMap(values, total / (height * width), worst)


def _differences(a: Colors, b: Colors) -> NDArray[np.float64]:
    """Return (1, n) or (2, n); of 8 bits, each pair of colors is worked out once."""
    if not a.dtype == b.dtype == np.uint8:
        return differences_over_backgrounds(a, b)
    pairs = as_words(a).astype(np.uint64) << np.uint64(32) | as_words(b)
    _, places, inverse = np.unique(pairs, return_index=True, return_inverse=True)
    return differences_over_backgrounds(a[places], b[places])[:, inverse]
