from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.errors import ImageFileError, InvalidImageError, InvalidOptionError
from colorquant.rasters import block_shape
from colorquant.rasters.raster import LARGEST_TILE, Layout, Raster, library, nodata_of, reading


def test_a_library_that_is_there_is_imported() -> None:
    assert library("zarr").__name__ == "zarr"


def test_one_that_is_not_is_an_error_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tifffile", None)

    with pytest.raises(InvalidOptionError, match=r"tifffile: pip install 'colorquant\[rasters\]'"):
        library("tifffile")


@pytest.mark.parametrize(
    ("shape", "tile", "expected"),
    [
        ((100_000, 100_000, 3), (256, 256), (1024, 8192)),
        ((100_000, 100_000), (1024, 1024), (1024, 8192)),
        ((20_000, 20_000), (1, 1), (1024, 8192)),
        ((20_000, 20_000), (7, 20_000), (413, 20_000)),
        ((20_000, 3000), (256, 256), (2560, 3000)),
        ((9000, 9000), (4096, 4096), (4096, 4096)),
        ((40, 30, 4), (256, 256), (40, 30)),
    ],
)
def test_a_block_is_made_of_whole_tiles(
    shape: tuple[int, ...], tile: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert block_shape(shape, tile) == expected


HERE = Path("here.zarr")
ROWS, COLUMNS = slice(2, 9), slice(1, 4)


@pytest.fixture
def pixels() -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (12, 10, 4), dtype=np.uint8)


@pytest.mark.parametrize(
    ("axes", "order"), [("YXS", (0, 1, 2)), ("SYX", (2, 0, 1)), ("YSX", (0, 2, 1))]
)
def test_channels_come_last_wherever_they_lie(
    pixels: NDArray[np.uint8], axes: str, order: tuple[int, ...]
) -> None:
    raster = Raster(HERE, pixels.transpose(order), (4, 4), Layout(axes, samples=4))

    assert raster.shape == (12, 10, 4)
    assert raster.ndim == 3
    np.testing.assert_array_equal(raster.read(ROWS, COLUMNS), pixels[2:9, 1:4])


def test_axes_of_length_one_and_further_samples_are_left_out(pixels: NDArray[np.uint8]) -> None:
    stored = pixels[np.newaxis]

    three = Raster(HERE, stored, (4, 4), Layout("-YXS", samples=3))
    one = Raster(HERE, stored, (4, 4), Layout("-YXS"))

    np.testing.assert_array_equal(three.read(ROWS, COLUMNS), pixels[2:9, 1:4, :3])
    assert one.shape == (12, 10)
    np.testing.assert_array_equal(one.read(ROWS, COLUMNS), pixels[2:9, 1:4, 0])


def test_indices_are_shown_as_their_colors() -> None:
    colors = np.array([[1, 2, 3], [4, 5, 6]], np.uint8)
    raster = Raster(HERE, np.array([[0, 1], [1, 1]], np.uint8), (2, 2), Layout("YX", colors=colors))

    assert raster.shape == (2, 2, 3)
    assert raster.read(slice(1), slice(2)).tolist() == [[[1, 2, 3], [4, 5, 6]]]


def test_an_index_without_an_entry_is_a_damaged_file() -> None:
    colors = np.array([[1, 2, 3]], np.uint8)
    raster = Raster(HERE, np.ones((2, 2), np.uint8), (2, 2), Layout("YX", colors=colors))

    with pytest.raises(ImageFileError, match=r"here\.zarr cannot be read: index 1 is out of"):
        raster.read(slice(2), slice(2))


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (np.array([[0, 200]], np.uint8), [[255, 55]]),
        (np.array([[0, 200]], np.uint16), [[65535, 65335]]),
        (np.array([[True, False]]), [[False, True]]),
    ],
)
def test_where_white_is_zero_numbers_are_turned_round(
    stored: NDArray[np.generic], expected: list[list[int]]
) -> None:
    raster = Raster(HERE, stored, (1, 2), Layout("YX", white_is_zero=True))

    assert raster.read(slice(1), slice(2)).tolist() == expected


def test_a_pixel_is_none_if_all_its_colors_say_so() -> None:
    stored = np.array([[[0, 0, 0, 255], [0, 0, 9, 0], [0, 0, 0, 0]]], np.uint8)

    block = Raster(HERE, stored, (1, 3), Layout("YXS", samples=4, nodata=0)).read(
        slice(1), slice(3)
    )

    assert isinstance(block, np.ma.MaskedArray)
    assert np.ma.getmaskarray(block).all(axis=2).tolist() == [[True, False, True]]
    assert np.ma.getmaskarray(block).any(axis=2).tolist() == [[True, False, True]]


def test_nodata_of_gray_with_alpha_looks_at_the_gray() -> None:
    stored = np.array([[[7, 255], [8, 7]]], np.uint8)

    block = Raster(HERE, stored, (1, 2), Layout("YXS", samples=2, nodata=7)).read(
        slice(1), slice(2)
    )

    assert np.ma.getmaskarray(block).tolist() == [[[True, True], [False, False]]]


def test_not_a_number_can_stand_for_nodata() -> None:
    stored = np.array([[0.5, np.nan]], np.float32)

    block = Raster(HERE, stored, (1, 2), Layout("YX", nodata=np.nan)).read(slice(1), slice(2))

    assert np.ma.getmaskarray(block).tolist() == [[False, True]]


def test_an_index_can_stand_for_nodata() -> None:
    colors = np.array([[1, 2, 3], [0, 0, 0]], np.uint8)
    layout = Layout("YX", colors=colors, nodata=1)

    block = Raster(HERE, np.array([[0, 1]], np.uint8), (1, 2), layout).read(slice(1), slice(2))

    assert np.ma.getmaskarray(block).tolist() == [[[False] * 3, [True] * 3]]


@pytest.mark.parametrize(
    ("stored", "tile", "said"),
    [
        (np.zeros((2, 2), np.int16), (1, 1), "the type of here.zarr is int16; allowed are bool"),
        (np.zeros((2, 2), np.complex64), (1, 1), "the type of here.zarr is complex64"),
        (np.zeros((0, 2), np.uint8), (1, 1), "it has no pixels"),
        (np.zeros((2, 2), np.uint8), (LARGEST_TILE, 2), "pieces of 268,435,456 x 2 pixels"),
    ],
)
def test_what_cannot_be_taken_is_refused_when_it_is_opened(
    stored: NDArray[np.generic], tile: tuple[int, int], said: str
) -> None:
    with pytest.raises(InvalidImageError, match=said):
        Raster(HERE, stored, tile, Layout("YX"))


@pytest.mark.parametrize(
    ("value", "dtype", "expected"),
    [
        (None, "u1", None),
        (0, "u1", 0),
        ("255", "u1", 255),
        (-9999, "u1", None),
        (300.0, "u1", None),
        (0.5, "u2", None),
        ("65535", ">u2", 65535),
        (1, "?", 1),
        (-9999, "f4", -9999.0),
    ],
)
def test_nodata_is_a_number_that_can_be_there(
    value: object, dtype: str, expected: float | None
) -> None:
    assert nodata_of(value, np.dtype(dtype), HERE) == expected


def test_nodata_that_is_no_number_is_refused() -> None:
    with pytest.raises(InvalidImageError, match=r"nodata of here\.zarr is 'no'; allowed is a num"):
        nodata_of("no", np.dtype("u1"), HERE)


def test_whatever_a_library_raises_becomes_one_error() -> None:
    with pytest.raises(ImageFileError, match=r"here\.zarr cannot be read: so it is"), reading(HERE):
        raise RuntimeError("so it is")
    with pytest.raises(ImageFileError, match=r"here\.zarr does not exist"), reading(HERE):
        raise FileNotFoundError
