import io

import numpy as np
import pytest
from PIL import Image

from colorquant.files.tiles import highest_gray, raw_mode, with_raw_mode


def opened(mode: str, file_format: str) -> Image.Image:
    stream = io.BytesIO()
    Image.new(mode, (3, 2)).save(stream, file_format)
    return Image.open(stream)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_the_raw_mode_of_a_tile_can_be_changed(file_format: str) -> None:
    image = opened("RGB", file_format)
    image.tile = [with_raw_mode(tile, "BGR") for tile in image.tile]  # type: ignore[attr-defined]
    assert {raw_mode(tile) for tile in image.tile} == {"BGR"}  # type: ignore[attr-defined]
    assert np.asarray(image).shape == (2, 3, 3)


def test_a_plain_tuple_is_a_tile_too() -> None:
    assert with_raw_mode(("zip", (0, 0, 1, 1), 9, "RGB"), "BGR")[3] == "BGR"
    assert with_raw_mode(("raw", (0, 0, 1, 1), 9, ("RGB", 0, 1)), "BGR")[3] == ("BGR", 0, 1)


@pytest.mark.parametrize(("depth", "white"), [(1, 255), (2, 3), (4, 15), (8, 255)])
def test_what_white_is_in_a_gray_png(depth: int, white: int) -> None:
    png = pytest.importorskip("png")
    stream = io.BytesIO()
    png.Writer(2, 1, greyscale=True, bitdepth=depth).write(stream, [[0, 1]])
    assert highest_gray(Image.open(io.BytesIO(stream.getvalue()))) == white


def test_what_white_is_in_other_images() -> None:
    assert highest_gray(opened("L", "TIFF")) == 255
    assert highest_gray(Image.new("L", (2, 2))) == 255
