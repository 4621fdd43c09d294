import math

import numpy as np
from numpy.typing import NDArray
from tests.unit.targets.conftest import Beside

import colorquant as cq
from colorquant.targets.signal_to_noise import SignalToNoise


def test_is_the_psnr_of_the_image(photo: NDArray[np.uint8], beside: Beside) -> None:
    result = cq.quantize(photo, 20)
    assert SignalToNoise(30.0).value(beside(photo, result.palette)) == round(result.psnr, 9)


def test_lossless_is_infinite(beside: Beside) -> None:
    image = np.array([[0, 9]], np.uint8)
    value = SignalToNoise(30.0).value(beside(image, cq.quantize(image, 2).palette))
    assert value == math.inf
    assert SignalToNoise(math.inf).is_met(value)
