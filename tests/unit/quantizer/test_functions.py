"""The functions that quantize in one call do what the plan does."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq

Pixels = NDArray[np.uint8]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"dither": "none", "space": "lab", "seed": 3},
        {"fixed_colors": ["#f0f0ee"], "sort": "hue"},
        {"palette": "eink6"},
        {"psnr": 25.0},
        {"quality": (0, 30)},
    ],
)
def test_quantize_makes_a_plan_and_does_it(photo: Pixels, options: dict[str, Any]) -> None:
    n = None if "palette" in options else 9

    found, expected = cq.quantize(photo, n, **options), cq.Quantizer(n, **options).quantize(photo)

    assert found.palette == expected.palette
    np.testing.assert_array_equal(found.indices, expected.indices)


def test_unless_told_otherwise_there_are_256_dithered_colors(photo: Pixels) -> None:
    found = cq.quantize(photo)

    assert len(found.palette) == 256
    np.testing.assert_array_equal(found.indices, cq.quantize(photo, 256, dither="auto").indices)


def test_weights_and_progress_reach_the_plan(photo: Pixels) -> None:
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:40] = 255
    shares: list[float] = []

    found = cq.quantize(photo, 4, weights=mask, dither="none", progress=shares.append)

    expected = cq.quantize(photo[:40], 4, dither="none", dither_aware=False).palette
    assert found.palette == expected
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_quantize_to_target_searches_up_to_the_largest_number(photo: Pixels) -> None:
    found = cq.quantize_to_target(photo, psnr=20.0, max_colors=30)

    expected = cq.Quantizer(30, psnr=20.0).search(photo)
    assert found.image.palette == expected.image.palette
    assert found.trials == expected.trials
    assert max(trial.n for trial in found.trials) <= 30


def test_an_option_that_is_none_is_refused(photo: Pixels) -> None:
    with pytest.raises(TypeError, match="colors"):
        cq.quantize(photo, colors=3)  # type: ignore[call-arg]
