import numpy as np
import pytest
from PIL import Image

from colorquant.image.palettes import read_palette


def indexed(size: int = 3) -> Image.Image:
    image = Image.fromarray(np.array([[0, 1, 2]], np.uint8))
    image.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90][: 3 * size])
    return image


def test_entries_keep_their_order() -> None:
    indices, entries = read_palette(indexed())
    assert indices.tolist() == [[0, 1, 2]]
    assert entries.tolist() == [[10, 20, 30, 255], [40, 50, 60, 255], [70, 80, 90, 255]]


def test_an_index_beyond_the_palette_is_black() -> None:
    _, entries = read_palette(indexed(2))
    assert entries.tolist() == [[10, 20, 30, 255], [40, 50, 60, 255], [0, 0, 0, 255]]


def test_no_palette_at_all_is_black() -> None:
    assert read_palette(Image.new("P", (2, 1)))[1].tolist() == [[0, 0, 0, 255]]


@pytest.mark.parametrize(
    ("transparency", "alpha"),
    [
        (1, [255, 0, 255]),
        (b"\x07\x00", [7, 0, 255]),
        (b"\x07\x00\x01\x09", [7, 0, 1]),
        (3, [255, 255, 255]),
        (-1, [255, 255, 255]),
        ("what damage has made of it", [255, 255, 255]),
    ],
)
def test_transparency_by_entry_or_by_bytes(transparency: object, alpha: list[int]) -> None:
    image = indexed()
    image.info["transparency"] = transparency
    assert read_palette(image)[1][:, 3].tolist() == alpha


def test_a_palette_with_alpha_of_its_own() -> None:
    image = indexed()
    image.putpalette([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "RGBA")
    assert read_palette(image)[1].tolist() == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
