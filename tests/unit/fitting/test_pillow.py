import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.fitting import FastOctree, MaximumCoverage, MedianCut


@pytest.mark.parametrize("fitter", [FastOctree, MaximumCoverage, MedianCut])
def test_the_palette_is_pillows(photo: NDArray[np.uint8], fitter: type[FastOctree]) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    palette = fitter(16).fit(histogram)
    row = np.repeat(histogram.colors, histogram.counts, axis=0)[np.newaxis]
    pillows = Image.fromarray(row).quantize(16, fitter.method, dither=Image.Dither.NONE)
    shown = np.unique(np.asarray(pillows.convert("RGB")).reshape(-1, 3), axis=0)
    assert sorted(palette.colors.tolist()) == shown.tolist()


def test_no_more_than_256() -> None:
    with pytest.raises(cq.InvalidOptionError, match="257; allowed for Median cut is 1 to 256"):
        MedianCut(257)
