import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from colorquant.color import get_space
from colorquant.ordering.hue import HUE, _turn


def in_order(colors: list[tuple[int, int, int]]) -> list[tuple[int, ...]]:
    array = np.array([(*color, 255) for color in colors], np.uint8)
    places = HUE.arrange(array, np.zeros(len(array), np.int64))
    return [tuple(color[:3]) for color in array[places].tolist()]


def test_grays_come_first_then_the_rainbow() -> None:
    white, gray, black = (255, 255, 255), (128, 128, 128), (0, 0, 0)
    red, yellow, green = (255, 0, 0), (255, 255, 0), (0, 255, 0)
    blue, purple = (0, 0, 255), (128, 0, 128)

    assert in_order([purple, white, green, red, black, blue, gray, yellow]) == [
        *(black, gray, white),
        *(red, yellow, green, blue, purple),
    ]


def test_what_looks_gray_is_gray() -> None:
    red, almost_gray = (200, 0, 0), (100, 100, 104)

    assert in_order([red, almost_gray, (0, 0, 0)]) == [(0, 0, 0), almost_gray, red]


def test_one_hue_goes_around_whatever_its_lightness() -> None:
    dark_red, light_red, dark_blue = (120, 0, 0), (255, 60, 60), (0, 0, 80)

    assert in_order([dark_blue, light_red, dark_red])[2] == dark_blue


@given(arrays(np.float64, (20, 2), elements=st.integers(-99, 99).map(float)))
def test_turns_grow_as_angles_do(points: NDArray[np.float64]) -> None:
    a, b = points[points.any(axis=1)].T  # the middle has no angle
    angles = np.arctan2(b, a) % (2 * np.pi)

    turns = _turn(a, b)

    by_turn = np.argsort(turns, kind="stable")
    assert (np.diff(angles[by_turn]) > -1e-6).all()
    assert ((turns >= 0) & (turns <= 4)).all()


@pytest.mark.parametrize("quarter", range(4))
def test_turns_count_quarters(quarter: int) -> None:
    a, b = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][quarter]

    assert _turn(np.array([a]), np.array([b])).tolist() == [quarter]


def test_the_hue_is_that_of_oklab() -> None:
    colors = np.random.default_rng(3).integers(0, 256, (200, 4), dtype=np.uint8)
    values = get_space("oklab").from_srgb(colors[:, :3] / 255.0)
    chroma = np.hypot(values[:, 1], values[:, 2])
    angle = np.degrees(np.arctan2(values[:, 2], values[:, 1])) % 360.0

    places = HUE.arrange(colors, np.zeros(200, np.int64))

    grays = int((chroma < 0.02).sum())
    assert (chroma[places[:grays]] < 0.02).all()
    assert (np.diff(angle[places[grays:]]) >= 0.0).all()
