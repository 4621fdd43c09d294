"""The palette of blocks: that of the whole, bit for bit."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
import colorquant.dask
from colorquant.errors import InvalidOptionError

Pixels = NDArray[np.uint8]


@pytest.mark.parametrize(
    "options",
    [{}, {"effort": "fast"}, {"space": "oklab"}, {"fixed_colors": [[1, 2, 3]], "seed": 3}],
)
def test_it_is_that_of_the_image_in_memory(
    blocks: Any, pixels: Pixels, options: dict[str, Any]
) -> None:
    expected = cq.quantize(pixels, 20, **options, dither="none").palette

    assert colorquant.dask.fit(blocks, 20, **options) == expected


def test_what_was_counted_is_fitted_without_counting_again(pixels: Pixels) -> None:
    counted = cq.ColorHistogram.from_image(pixels)

    assert colorquant.dask.fit(counted, 20) == cq.KMeans(20).fit(counted)


def test_nodata_is_left_out(blocks: Any, pixels: Pixels) -> None:
    color = (250, 240, 30)

    fitted = colorquant.dask.fit(blocks, 9, nodata=color)

    assert fitted == cq.quantize(pixels, 9, nodata=color).palette


def test_options_are_checked_before_anything_is_counted() -> None:
    with pytest.raises(InvalidOptionError, match="effort is 'hard'"):
        colorquant.dask.fit(object(), 9, effort="hard")
