import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.fitting import FITTERS, make_fitter


@pytest.mark.parametrize("name", FITTERS)
def test_every_method_finds_a_palette(photo: NDArray[np.uint8], name: str) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    fitter = make_fitter(name, 16, effort="fast", seed=2, threads=1)
    palette = fitter.fit(histogram)
    assert 1 <= len(palette) <= 16
    assert fitter.label
    luma = palette.colors.astype(int) @ [299, 587, 114]
    assert (np.diff(luma) >= 0).all(), "dark to light"


@pytest.mark.parametrize("name", FITTERS)
def test_every_method_checks_n(name: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match="the number of colors is 0"):
        make_fitter(name, 0)


def test_unknown_method() -> None:
    with pytest.raises(cq.InvalidOptionError, match="no method 'magic'; allowed are kmeans"):
        make_fitter("magic", 3)
