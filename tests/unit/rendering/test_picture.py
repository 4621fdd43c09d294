from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.color import get_space
from colorquant.rendering import (
    as_png,
    draw_error_map,
    draw_picture,
    draw_sheet,
    heat_colors,
    laid_over,
    squares,
)
from colorquant.rendering.picture import GRAY, WHITE


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


def some(count: int) -> NDArray[np.uint8]:
    numbers = np.arange(count)
    return np.stack([numbers % 256, numbers // 256, numbers * 0], axis=1).astype(np.uint8)


@pytest.mark.parametrize(
    ("count", "size"),
    [
        (1, (32, 32)),
        (7, (224, 32)),
        (16, (512, 32)),
        (17, (512, 64)),
        (256, (512, 512)),
        (257, (510, 480)),
        (4096, (512, 512)),
        (65_536, (512, 512)),
    ],
)
def test_any_number_of_colors_has_a_size_to_look_at(count: int, size: tuple[int, int]) -> None:
    assert draw_sheet(some(count)).size == size


def test_squares_are_exactly_the_entries_in_reading_order() -> None:
    pixels = np.asarray(draw_sheet(some(6), columns=3, side=5))

    assert pixels.shape == (10, 15, 4)
    for place, color in enumerate(some(6).tolist()):
        row, column = divmod(place, 3)
        square = pixels[5 * row : 5 * row + 5, 5 * column : 5 * column + 5]
        assert (square == [*color, 255]).all()


def test_nothing_is_behind_the_last_entry() -> None:
    pixels = np.asarray(draw_sheet(some(4), columns=3, side=2))

    assert (pixels[2:, 2:] == 0).all()
    assert (pixels[:2, :, 3] == 255).all()


def test_what_is_clear_lies_over_squares() -> None:
    colors = np.array([[0, 0, 0, 0], [0, 0, 0, 128]], np.uint8)

    pixels = np.asarray(draw_sheet(colors, side=8))[..., 0]

    assert set(np.unique(pixels[:, :8])) == {221, 255}
    assert set(np.unique(pixels[:, 8:])) == {110, 127}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": 0}, "columns is 0; allowed is a whole number from 1 to 65,536"),
        ({"side": 513}, "side is 513; allowed is a whole number from 1 to 512"),
        ({"side": 2.5}, "side is 2.5"),
        ({"columns": 65_536, "side": 512}, "33,554,432 x 512 pixels; allowed are 16,777,216"),
        ({"columns": 1, "side": 512}, "512 x 131,072 pixels; allowed are 16,777,216"),
    ],
)
def test_a_picture_that_is_too_large_is_refused(options: dict[str, int], message: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match=message):
        draw_sheet(some(256), **options)


def test_the_png_is_the_picture() -> None:
    picture = draw_sheet(some(5))

    with Image.open(io.BytesIO(as_png(picture))) as read:
        np.testing.assert_array_equal(np.asarray(read), np.asarray(picture))


def test_an_error_map_is_black_where_nothing_differs_and_bright_at_the_top() -> None:
    values = np.array([[0.0, 5.0, 9.9, 10.0, 11.0]], np.float32)

    indices, colors = draw_error_map(values, 10.0)

    shown = colors[indices].astype(int)
    assert indices.dtype == np.uint8
    assert (indices.shape, colors.shape) == ((1, 5), (256, 3))
    assert not shown[0, 0].any()
    assert (np.diff(shown[0].sum(axis=1)) >= 0).all()
    assert (shown[0, 3] == shown[0, 4]).all()
    assert (shown[0, 2] != shown[0, 3]).any()
    assert shown[0, 4].sum() > 500


def test_an_error_map_has_as_many_shades_as_asked_for() -> None:
    indices, colors = draw_error_map(
        np.linspace(0, 10, 99, dtype=np.float32)[np.newaxis], 10.0, shades=7
    )

    assert len(colors) == 7
    assert set(indices.ravel().tolist()) == set(range(7))
