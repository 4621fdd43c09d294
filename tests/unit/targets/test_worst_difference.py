import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.targets.conftest import Beside

import colorquant as cq
from colorquant.targets.worst_difference import WorstDifference


def test_is_the_worst_delta_e_of_the_image(
    photo: NDArray[np.uint8], glass: NDArray[np.uint8], beside: Beside
) -> None:
    for image in (photo, glass, photo[..., 1], photo.astype(np.uint16) * 250):
        result = cq.quantize(image, 20)
        value = WorstDifference(1.0).value(beside(image, result.palette))
        worst = cq.metrics.max_delta_e_2000(image, result.to_array())
        assert value == pytest.approx(worst, abs=1e-8)
