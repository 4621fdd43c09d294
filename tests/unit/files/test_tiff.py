from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.tiffs import retagged

from colorquant.files.tiff import (
    highest_gray,
    lies_sideways,
    mend_byte_order,
    mend_numbers,
    raw_mode,
    with_raw_mode,
)

NUMBERS = np.array([[0, 1, 256, 65535]], np.uint16)


def mended(data: bytes) -> NDArray[Any]:
    image = Image.open(io.BytesIO(data))
    mend_byte_order(image)
    return mend_numbers(image, np.asarray(image))


def tiff_file(numbers: NDArray[Any], **options: Any) -> bytes:
    tifffile = pytest.importorskip("tifffile")
    stream = io.BytesIO()
    tifffile.imwrite(stream, numbers, metadata=None, **options)
    return stream.getvalue()


@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "zlib"])
@pytest.mark.parametrize("kind", [np.uint16, np.int16, np.int32, np.float32])
def test_numbers_of_either_byte_order(byteorder: str, compression: str | None, kind: Any) -> None:
    numbers = np.minimum(NUMBERS, 32767).astype(kind)
    data = tiff_file(
        numbers, byteorder=byteorder, compression=compression, photometric="minisblack"
    )
    np.testing.assert_array_equal(mended(data), numbers)


@pytest.mark.parametrize("compression", [None, "zlib"])
def test_white_at_zero(compression: str | None) -> None:
    data = tiff_file(NUMBERS, compression=compression, photometric="miniswhite")
    np.testing.assert_array_equal(mended(data), 65535 - NUMBERS)
    floats = np.array([[0, 0.25, 1]], np.float32)
    data = tiff_file(floats, compression=compression, photometric="miniswhite")
    np.testing.assert_array_equal(mended(data), 1 - floats)


def test_12_bits_reach_white() -> None:
    stream = io.BytesIO()
    packed = bytes.fromhex("000fff800001")
    Image.frombytes("L", (6, 1), packed).save(stream, "TIFF")
    numbers = mended(retagged(stream.getvalue(), {256: 4, 258: 12}))
    assert numbers.tolist() == [[0, 65535, 32776, 16]]


def test_other_images_are_left_as_they_are() -> None:
    image = Image.fromarray(NUMBERS)
    mend_byte_order(image)
    assert mend_numbers(image, NUMBERS) is NUMBERS
    stream = io.BytesIO()
    image.save(stream, "PNG")
    np.testing.assert_array_equal(mended(stream.getvalue()), NUMBERS)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_file_that_lies_sideways_is_known_before_it_is_decoded(tmp_path: Path, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    Image.new("RGB", (4, 2)).save(tmp_path / "photo.tif", exif=exif)
    with Image.open(tmp_path / "photo.tif") as image:
        assert lies_sideways(image) == (turn > 4)
    assert not lies_sideways(Image.new("RGB", (4, 2)))


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
