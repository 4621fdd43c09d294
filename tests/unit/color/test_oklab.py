import numpy as np
import pytest

from colorquant.color import get_space
from colorquant.color.oklab import LINEAR_TO_LMS, ROOTS_TO_OKLAB

SPACE = get_space("oklab")


@pytest.mark.parametrize(
    ("color", "expected"),
    [  # of https://www.w3.org/TR/css-color-4/, to the digits that it gives
        ((1, 0, 0), (0.62796, 0.22486, 0.12585)),
        ((0, 1, 0), (0.86644, -0.23389, 0.17950)),
        ((0, 0, 1), (0.45201, -0.03246, -0.31153)),
        ((1, 1, 1), (1.0, 0.0, 0.0)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_known_colors(color: tuple[int, ...], expected: tuple[float, ...]) -> None:
    values = SPACE.from_srgb(np.array([color], np.float64))
    np.testing.assert_allclose(values, [expected], rtol=0, atol=1e-5)


def test_grays_are_neutral() -> None:
    grays = np.repeat(np.arange(256, dtype=np.uint8)[:, np.newaxis], 3, axis=1)
    np.testing.assert_array_equal(SPACE.encode(grays)[:, 1:], [[31_000, 36_000]] * 256)


def test_values_beyond_the_gamut_come_back() -> None:
    values = np.array([[0.5, 0.35, 0.1], [0.9, -0.3, 0.3], [-0.1, 0.0, 0.0], [1.2, 0.1, -0.1]])
    colors = SPACE.to_srgb(values)
    assert (colors.min(axis=1) < 0).any()
    assert (colors.max(axis=1) > 1).any()
    np.testing.assert_allclose(SPACE.from_srgb(colors), values, rtol=0, atol=1e-14)


def test_numpys_cube_root_gives_the_same() -> None:
    light = np.random.RandomState(3).uniform(-0.1, 1.1, (1000, 3))
    expected = np.cbrt(light @ np.array(LINEAR_TO_LMS).T) @ np.array(ROOTS_TO_OKLAB).T
    values = SPACE.from_srgb(get_space("linear").to_srgb(light))
    np.testing.assert_allclose(values, expected, rtol=0, atol=1e-14)
