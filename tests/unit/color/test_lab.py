import numpy as np
import pytest

from colorquant.color import get_space
from colorquant.color.lab import EPSILON, KAPPA

SPACE = get_space("lab")


@pytest.mark.parametrize(
    ("color", "expected"),
    [  # what the tables on the web give under D65 (they differ in the third digit after the point)
        ((1, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 1, 0), (87.735, -86.18, 83.18)),
        ((0, 0, 1), (32.30, 79.19, -107.86)),
        ((1, 1, 1), (100.0, 0.0, 0.0)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_known_colors(color: tuple[int, ...], expected: tuple[float, ...]) -> None:
    values = SPACE.from_srgb(np.array([color], np.float64))
    np.testing.assert_allclose(values, [expected], rtol=0, atol=0.01)


def test_grays_are_neutral() -> None:
    grays = np.repeat(np.arange(256, dtype=np.uint8)[:, np.newaxis], 3, axis=1)
    np.testing.assert_array_equal(SPACE.encode(grays)[:, 1:], [[31_000, 35_000]] * 256)


def test_the_line_near_black_joins_the_root() -> None:
    end_of_line = (KAPPA * EPSILON + 16.0) / 116.0
    assert end_of_line == pytest.approx(np.cbrt(EPSILON), rel=1e-15)
    luminance = EPSILON * (1.0 + np.arange(-100, 101) * 1e-9)
    grays = get_space("linear").to_srgb(np.repeat(luminance[:, np.newaxis], 3, axis=1))
    lightness = SPACE.from_srgb(grays)[:, 0]
    np.testing.assert_allclose(lightness, 8.0, atol=1e-6)
    assert (np.diff(lightness) > 0.0).all()


def test_values_beyond_the_gamut_come_back() -> None:
    values = np.array([[50.0, 120.0, 0.0], [90.0, -100.0, 90.0], [-1.0, 2.0, 2.0], [110.0, 0, 0]])
    colors = SPACE.to_srgb(values)
    assert (colors.min(axis=1) < 0).any()
    assert (colors.max(axis=1) > 1).any()
    np.testing.assert_allclose(SPACE.from_srgb(colors), values, rtol=0, atol=1e-11)
