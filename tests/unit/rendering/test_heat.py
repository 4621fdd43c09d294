"""heat_colors(): a scale of errors."""

import numpy as np
import pytest

from colorquant.color import get_space
from colorquant.rendering import heat_colors


@pytest.mark.parametrize("count", [2, 9, 32])
def test_lightness_goes_up_in_equal_steps(count: int) -> None:
    lightness = get_space("oklab").from_srgb(heat_colors(count) / 255.0)[:, 0]

    np.testing.assert_allclose(np.diff(lightness), 0.96 / (count - 1), atol=0.006)


def test_it_goes_from_black_to_a_light_yellow() -> None:
    colors = heat_colors(256)

    assert colors.shape == (256, 3)
    assert colors[0].tolist() == [0, 0, 0]
    assert colors[-1].min() > 160
    assert colors[-1, 2] < colors[-1, :2].min()
