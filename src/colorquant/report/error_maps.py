"""Error maps of the results on a common scale."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.compare import Comparison, MethodResult
from colorquant.metrics import DifferenceMap, delta_e_map
from colorquant.palette import IndexedImage, Palette
from colorquant.pixels import to_hex
from colorquant.rendering import draw_error_map, heat_colors

_LEVELS = 32
_SHARE = 99.0  # percentile at the top of the scale
_BLOCK = 32  # side of the blocks searched for the largest errors


@dataclass(frozen=True, eq=False)
class ErrorMaps:
    """Color differences (CIEDE2000) of every result, and their common scale.

    Attributes
    ----------
    maps : tuple of DifferenceMap
        One for each result.
    top : float
        Top of the scale; larger values are clipped.
    """

    maps: tuple[DifferenceMap, ...]
    top: float

    @classmethod
    def of(cls, comparison: Comparison, *, threads: int = 1) -> "ErrorMaps":
        """Measure every pixel of every result.

        Parameters
        ----------
        comparison
            The original and the results.
        threads
            Number of results measured at a time.

        Returns
        -------
        ErrorMaps
            The color differences.
        """
        with ThreadPoolExecutor(threads) as pool:
            maps = tuple(pool.map(partial(_measured, comparison.original), comparison.results))
        most = max(float(np.percentile(each.values, _SHARE)) for each in maps)
        return cls(maps, float(max(1, math.ceil(most))))

    @property
    def middle_of_the_worst(self) -> tuple[int, int]:
        """Row and column of the largest errors over all results."""
        height, width = self.maps[0].values.shape
        summed = np.zeros((height, width), np.float32)
        for each in self.maps:
            summed += each.values / np.float32(max(each.mean, 1e-9))
        blocks = Image.fromarray(summed).reduce(min(_BLOCK, height, width))
        row, column = divmod(int(np.argmax(np.asarray(blocks))), blocks.width)
        side = min(_BLOCK, height, width)
        return row * side + side // 2, column * side + side // 2


def _measured(original: NDArray[np.uint8], result: MethodResult) -> DifferenceMap:
    return delta_e_map(original, result.indexed.to_array())


def draw_error_image(values: NDArray[np.float32], top: float) -> IndexedImage:
    """Draw color differences as a small indexed image.

    Parameters
    ----------
    values
        (h, w) float32 CIEDE2000.
    top
        Top of the scale.

    Returns
    -------
    IndexedImage
        The heat map.
    """
    indices, colors = draw_error_map(values, top, shades=_LEVELS)
    return IndexedImage(indices, Palette(colors), 0.0)


def legend(top: float) -> str:
    """Return the color scale as HTML.

    Parameters
    ----------
    top
        Top of the scale.

    Returns
    -------
    str
        HTML.
    """
    colors = ",".join(map(to_hex, heat_colors(9).tolist()))
    return (
        f'<div class="legend"><span class="scale" style="background:linear-gradient(to right,'
        f'{colors})"></span><span>0</span><span>{top / 2:g}</span><span>{top:g} and more</span>'
        "</div>"
    )
