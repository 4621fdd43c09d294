"""Where an image of few colours differs from the original, to look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant.color import get_space
from colorquant.metrics import delta_e_2000_of_lab

MOST_PIXELS = 1 << 18
"""How many are compared, so that it takes a blink."""

_FULL = 10.0  # of CIEDE2000: what has as much, or more, is drawn in the last colour
_STOPS = np.array([[0, 0, 0], [60, 15, 110], [190, 45, 95], [250, 140, 30], [255, 250, 190]])
_SHADES = np.stack(
    [np.interp(np.linspace(0, 4, 256), np.arange(5), _STOPS[:, each]) for each in range(3)], axis=1
).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Differences:
    """How far what is seen is from the original.

    Attributes
    ----------
    map : numpy.ndarray
        (h, w, 3) uint8: black where nothing differs, over red to pale yellow at CIEDE2000 of 10.
    mean, worst : float
        CIEDE2000 over what is seen.
    """

    map: NDArray[np.uint8]
    mean: float
    worst: float


def differ(seen: NDArray[np.uint8], original: NDArray[np.uint8]) -> Differences:
    """Compare two views of one size, over white where they are not opaque.

    Parameters
    ----------
    seen, original
        (h, w, 3) or (h, w, 4) uint8, at most `MOST_PIXELS`.
    """
    pairs = _codes(seen) << 24 | _codes(original)
    distinct, place = np.unique(pairs, return_inverse=True)
    each = delta_e_2000_of_lab(_lab(distinct >> 24), _lab(distinct))[place.reshape(-1)]
    shade = np.minimum(np.rint(each * (255 / _FULL)), 255).astype(np.uint8)
    return Differences(
        map=_SHADES[shade].reshape(*seen.shape[:2], 3),
        mean=float(each.mean()),
        worst=float(each.max()),
    )


def _codes(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Pack pixels, laid over white, into 24 bits each."""
    flat = pixels.reshape(-1, pixels.shape[2]).astype(np.int64)
    if flat.shape[1] == 4:
        alpha = flat[:, 3:]
        flat = (flat[:, :3] * alpha + 255 * (255 - alpha)) // 255
    return flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]


def _lab(codes: NDArray[np.int64]) -> NDArray[np.float64]:
    channels = np.stack([codes >> shift & 255 for shift in (16, 8, 0)], axis=1)
    return get_space("lab").from_srgb(channels / 255.0)
