"""The scale of pngquant, against its formula worked out in 50 digits."""

import math

import pytest

from colorquant.targets.targets import psnr_of_quality

# 10 log10(3 / e), where e, as `quality_to_mse` of libimagequant 2.17 has it, is
#     max(0, 0.016 / (0.001 + q) - 0.001) + 2.5 / (210 + q)^1.2 (100.1 - q) / 100
# of which the first term is 0 from 16 on.
EXACTLY = {
    1: 21.981385722909,
    10: 28.663259984246,
    15: 29.629273685914,
    16: 29.793153772266,
    30: 30.897167181349,
    50: 32.773115377454,
    65: 34.610733621781,
    80: 37.308627861059,
    90: 40.474053779286,
    99: 50.257387361992,
}


@pytest.mark.parametrize(("quality", "psnr"), EXACTLY.items())
def test_a_quality_stands_for_the_psnr_of_the_formula(quality: int, psnr: float) -> None:
    assert psnr_of_quality(quality) == pytest.approx(psnr, abs=1e-9)


def test_the_ends_of_the_scale_are_anything_and_no_loss() -> None:
    assert psnr_of_quality(0) == 0.0
    assert psnr_of_quality(100) == math.inf
