"""The color difference of the pixel that is represented worst."""

import numpy as np

from colorquant.color.depth import as_colors
from colorquant.image import ImageLike
from colorquant.metrics.color_differences import differences_over_backgrounds
from colorquant.metrics.pairs import as_pair

_PIXELS = 1 << 17  # compared at a time, to bound scratch memory


def max_delta_e_2000(image: ImageLike, other: ImageLike) -> float:
    """Greatest color difference CIEDE2000 of all pixels, of CIELAB under D65.

    Parameters
    ----------
    image, other
        Two images of the same height and width; gray counts as equal red, green and blue. Where
        either has alpha, a pixel's difference is the greater of those over black and over white.

    Returns
    -------
    float
        From 0 on.

    Raises
    ------
    InvalidImageError
        If their sizes differ.
    """
    a, b = as_pair(image, other)
    rows = max(1, _PIXELS // a.shape[1])
    worst = 0.0
    for top in range(0, a.shape[0], rows):
        part = as_colors(a[top : top + rows]), as_colors(b[top : top + rows])
        worst = max(worst, float(np.max(differences_over_backgrounds(*part))))
    return worst
