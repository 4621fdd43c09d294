import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.rendering import as_png, draw_sheet


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
