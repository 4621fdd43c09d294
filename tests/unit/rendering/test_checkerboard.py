import numpy as np

from colorquant.rendering import laid_over, squares
from colorquant.rendering.checkerboard import GRAY, WHITE


def test_squares_take_turns() -> None:
    assert squares(2, 5, 2).tolist() == [[WHITE, WHITE, GRAY, GRAY, WHITE]] * 2
    assert squares(3, 1, 1).ravel().tolist() == [WHITE, GRAY, WHITE]


def test_what_is_clear_shows_what_is_beneath() -> None:
    colors = np.array([[10, 20, 30, 0], [10, 20, 30, 255], [0, 0, 100, 51]], np.uint8)

    shown = laid_over(colors, np.array([200, 200, 100]))

    assert shown.tolist() == [[200, 200, 200], [10, 20, 30], [80, 80, 100]]


def test_opaque_colors_are_left_alone() -> None:
    colors = np.array([[10, 20, 30]], np.uint8)

    assert laid_over(colors, 255) is colors
