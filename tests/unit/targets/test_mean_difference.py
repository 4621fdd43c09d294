import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.targets.conftest import Beside

import colorquant as cq
from colorquant.targets.mean_difference import MeanDifference


def test_is_the_mean_delta_e_of_the_image(photo: NDArray[np.uint8], beside: Beside) -> None:
    result = cq.quantize(photo, 20)
    value = MeanDifference(1.0).value(beside(photo, result.palette))
    assert value == pytest.approx(cq.metrics.delta_e_2000(photo, result.to_array()), abs=1e-8)


def test_with_alpha_it_is_the_mean_over_black_and_white(beside: Beside) -> None:
    white = np.full((1, 1, 4), 255, np.uint8)
    value = MeanDifference(1.0).value(beside(white, cq.Palette([[0, 0, 0, 0]])))
    assert value == pytest.approx(50.0)
