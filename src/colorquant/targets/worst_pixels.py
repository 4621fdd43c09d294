"""Where an image is represented worst."""

import numpy as np
from numpy.typing import NDArray

from colorquant.color.depth import Colors, as_colors
from colorquant.targets.fitted import Fitted
from colorquant.targets.reached import WorstPixel

_MOST = 8
_PIXELS = 1 << 20  # looked through at a time, to bound scratch memory


def find_worst(fitted: Fitted, mask: NDArray[np.uint8] | None = None) -> tuple[WorstPixel, ...]:
    """Return the pixels whose colors are represented worst, the worst first.

    Parameters
    ----------
    fitted
        What to look at.
    mask
        (h, w), 0 for pixels that do not count.

    Returns
    -------
    tuple of WorstPixel
        Up to eight of different colors, the first of each in reading order.
    """
    differences = fitted.differences.max(axis=0)
    worst = np.argsort(-differences, kind="stable")[:_MOST]
    worst = worst[differences[worst] > 0.0]
    colors = fitted.histogram.colors[worst]
    return tuple(
        WorstPixel(
            *_first_place(fitted.picture.pixels, color, mask),
            color=tuple(color.tolist()),
            entry=int(fitted.labels[row]),
            delta_e=float(differences[row]),
        )
        for row, color in zip(worst, colors, strict=True)
    )


def _first_place(pixels: Colors, color: Colors, mask: NDArray[np.uint8] | None) -> tuple[int, int]:
    height, width = pixels.shape[:2]
    rows = max(1, _PIXELS // width)
    for top in range(0, height, rows):
        part = pixels[top : top + rows]
        found = (as_colors(part) == color).all(axis=1)
        if mask is not None:
            found &= mask[top : top + rows].reshape(-1) > 0
        if found.any():
            row, column = divmod(int(found.argmax()), width)
            return top + row, column
    raise AssertionError("a color of the histogram is in the image")
