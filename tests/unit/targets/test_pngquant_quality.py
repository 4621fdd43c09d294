"""pngquant's scale of quality."""

import math

import pytest

from colorquant.targets.pngquant_quality import psnr_of_quality


def test_a_higher_quality_is_a_higher_psnr() -> None:
    scale = [psnr_of_quality(quality) for quality in range(101)]

    assert scale == sorted(set(scale))
    assert scale[0] == 0
    assert math.isinf(scale[100])


@pytest.mark.parametrize(("quality", "told"), [(48, 32.3), (67, 34.8), (83, 38.0), (93, 42.5)])
def test_the_scale_is_that_of_pngquant(quality: int, told: float) -> None:
    # What pngquant 2.17 -v --nofs called images of Kodak that it brought to these PSNRs.
    assert psnr_of_quality(quality) == pytest.approx(told, abs=0.5)
