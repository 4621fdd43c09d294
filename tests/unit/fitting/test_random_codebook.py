import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq


@pytest.mark.parametrize("n", [1, 64, 500])
def test_draws_distinct_colors_of_the_image(photo: NDArray[np.uint8], n: int) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    palette = cq.RandomCodebook(n, seed=1).fit(histogram)
    assert len(palette) == n
    of_image = set(map(tuple, histogram.colors.tolist()))
    assert set(map(tuple, palette.colors.tolist())) <= of_image


def test_takes_every_color_when_there_are_few() -> None:
    image = np.array([[0, 5], [5, 9]], np.uint8)
    assert len(cq.RandomCodebook(10).fit(cq.ColorHistogram.from_image(image))) == 3


def test_one_color_that_fills_the_image_does_not_stall_it() -> None:
    colors = np.stack([np.arange(100)] * 3, axis=1).astype(np.uint8)
    counts = np.array([10**12] + [1] * 99)
    assert len(cq.RandomCodebook(50).fit(cq.ColorHistogram(colors, counts))) == 50


def test_seed_decides(photo: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    assert cq.RandomCodebook(8, seed=1).fit(histogram) == cq.RandomCodebook(8, seed=1).fit(
        histogram
    )
    assert cq.RandomCodebook(8, seed=1).fit(histogram) != cq.RandomCodebook(8, seed=2).fit(
        histogram
    )
