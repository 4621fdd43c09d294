import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.targets.colors_to_try import fewest_and_most


def test_no_more_than_there_are() -> None:
    histogram = cq.ColorHistogram.from_image(np.arange(9, dtype=np.uint8).reshape(3, 3))
    assert fewest_and_most(histogram, cq.KMeans(256)) == (1, 9)
    assert fewest_and_most(histogram, cq.KMeans(4)) == (1, 4)
    assert fewest_and_most(histogram, cq.KMeans(256, fixed_colors=[(1, 2, 3)])) == (1, 10)
    assert fewest_and_most(histogram, cq.KMeans(256, candidates=cq.Palette([(1, 2, 3)]))) == (1, 1)


def test_transparent_pixels_need_an_entry_beside_what_is_locked(glass: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(glass)
    for fixed_colors, low in (([(1, 2, 3)], 2), ([(0, 0, 0, 0)], 1)):
        fitter = cq.KMeans(low, fixed_colors=fixed_colors)
        assert fewest_and_most(histogram, fitter)[0] == low
        assert len(fitter.fit(histogram)) == low


def test_too_few_for_what_is_locked_and_transparent_pixels(glass: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match="2 of 2 colors are locked"):
        cq.quantize_to_target(
            glass, max_bytes=9999, fixed_colors=[(1, 2, 3), (4, 5, 6)], max_colors=2
        )
