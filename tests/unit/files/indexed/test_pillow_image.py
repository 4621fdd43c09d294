import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from colorquant.files.indexed.pillow_image import as_it_fits, file_of, in_true_color, paletted

INDICES = np.array([[1, 0]], np.uint8)
CLEAR = np.array([[1, 2, 3, 0], [4, 5, 6, 255]], np.uint8)


def test_a_palette_image_leaves_alpha_out() -> None:
    image = paletted(INDICES, CLEAR)
    assert image.mode == "P"
    assert np.asarray(image.convert("RGB")).tolist() == [[[4, 5, 6], [1, 2, 3]]]


@pytest.mark.parametrize(
    ("colors", "mode"),
    [(CLEAR[:, :3], "RGB"), (CLEAR, "RGBA"), (CLEAR | [0, 0, 0, 255], "RGB")],
)
def test_true_color_has_alpha_where_it_says_something(colors: NDArray[np.uint8], mode: str) -> None:
    image = in_true_color(INDICES, colors.astype(np.uint8))
    assert image.mode == mode
    assert np.asarray(image).tolist() == colors[INDICES][..., : len(mode)].tolist()


def test_what_a_palette_does_not_hold_is_in_true_color() -> None:
    many = np.zeros((257, 3), np.uint8)
    modes = [as_it_fits(INDICES, colors).mode for colors in (CLEAR[:, :3], CLEAR, many)]
    assert modes == ["P", "RGBA", "RGB"]


def test_options_of_no_value_are_left_out_and_zeros_are_not() -> None:
    data = file_of(paletted(INDICES, CLEAR), "GIF", transparency=0, comment=None)
    with Image.open(io.BytesIO(data)) as image:
        assert image.info["transparency"] == 0
        assert "comment" not in image.info
