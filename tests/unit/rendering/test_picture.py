"""draw_picture()."""

import numpy as np
import pytest

from colorquant.rendering import draw_picture


@pytest.mark.parametrize(
    ("height", "width", "drawn"),
    [
        (300, 400, (400, 300)),
        (20, 2560, (1280, 10)),
        (1, 5000, (1280, 1)),
        (3, 50, (250, 15)),
        (1, 1, (240, 240)),
    ],
)
def test_the_longest_side_is_240_to_1280(height: int, width: int, drawn: tuple[int, int]) -> None:
    assert draw_picture(np.zeros((height, width, 3), np.uint8)).size == drawn


def test_in_between_every_pixel_is_as_it_is() -> None:
    image = np.random.default_rng(0).integers(0, 256, (240, 250, 3), np.uint8)

    np.testing.assert_array_equal(draw_picture(image), image)


def test_what_is_transparent_shows_squares() -> None:
    shown = np.asarray(draw_picture(np.zeros((240, 240, 4), np.uint8)))

    assert {tuple(pixel) for pixel in shown.reshape(-1, 3)} == {(255, 255, 255), (221, 221, 221)}
