import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from colorquant.files.palettes.png import read_png, write_png
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches


def png(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def test_reads_each_color_once_in_reading_order() -> None:
    pixels = np.array([[[9, 9, 9], [1, 2, 3]], [[9, 9, 9], [0, 0, 0]]], np.uint8)
    assert read_png(png(pixels)).colors.tolist() == [
        [9, 9, 9, 255],
        [1, 2, 3, 255],
        [0, 0, 0, 255],
    ]


def test_reads_alpha_and_gray_of_8_and_16_bits() -> None:
    pixels = np.array([[[9, 9, 9, 0], [1, 2, 3, 4], [5, 5, 5, 0]]], np.uint8)
    assert read_png(png(pixels)).colors.tolist() == [[0, 0, 0, 0], [1, 2, 3, 4]]
    assert read_png(png(np.array([[7]], np.uint8))).colors.tolist() == [[7, 7, 7, 255]]
    assert read_png(png(np.array([[65_535]], np.uint16))).colors.tolist() == [[255] * 4]


def test_writes_one_pixel_for_each_entry_in_a_row() -> None:
    with Image.open(io.BytesIO(write_png(make_swatches([[255, 0, 0], [1, 2, 3]])))) as image:
        assert (image.mode, image.size) == ("RGB", (2, 1))
        assert np.asarray(image).tolist() == [[[255, 0, 0], [1, 2, 3]]]
    with Image.open(io.BytesIO(write_png(make_swatches([[1, 2, 3, 4]])))) as image:
        assert np.asarray(image).tolist() == [[[1, 2, 3, 4]]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIF89a", "cannot be decoded"),
        (png(np.arange(81, dtype=np.uint8).reshape(9, 9))[:-40], "cannot be decoded"),
        (png(np.zeros((4097, 4096), np.uint8)), "is 4,096 x 4,097 pixels; allowed are 16,777,216"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_png(data)
