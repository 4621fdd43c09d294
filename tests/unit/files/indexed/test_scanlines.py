import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from colorquant.files.indexed.scanlines import (
    ADAPTIVE,
    AVERAGE,
    FILTERS,
    NONE,
    PAETH,
    SUB,
    UP,
    best_filter,
    filtered,
    packed,
)


def png_file(data: bytes, width: int, height: int, bits: int) -> bytes:
    """A gray PNG of filtered rows."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("kind", FILTERS)
@given(
    bits=st.sampled_from([1, 2, 4, 8]),
    height=st.integers(1, 9),
    width=st.integers(1, 19),
    seed=st.integers(0, 99),
)
def test_a_reader_gets_back_what_was_packed_and_filtered(
    kind: int, bits: int, height: int, width: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    indices = rng.integers(0, 2**bits, (height, width), dtype=np.uint8)
    data = filtered(packed(indices, bits), kind)
    named = set(data[:: len(data) // height])
    assert named <= {NONE, SUB, UP, AVERAGE, PAETH} if kind == ADAPTIVE else named == {kind}
    with Image.open(io.BytesIO(png_file(data, width, height, bits))) as image:
        white = {1: 255, 2: 85, 4: 17, 8: 1}[bits]
        np.testing.assert_array_equal(np.asarray(image.convert("L")), indices * white)


def test_the_leftmost_pixel_is_in_the_highest_bits() -> None:
    indices = np.array([[1, 2, 3, 0, 1]], np.uint8)
    assert packed(indices, 2).tolist() == [[0b01101100, 0b01000000]]
    assert packed(indices, 4).tolist() == [[0x12, 0x30, 0x10]]
    assert packed(indices.astype(np.uint16), 8).tolist() == indices.tolist()


def slope(height: int, width: int) -> NDArray[np.uint8]:
    rows = (np.add.outer(np.arange(height) // 3, np.arange(width) // 4) % 256).astype(np.uint8)
    return np.ascontiguousarray(rows)


@pytest.mark.parametrize("height", [20, 255, 256, 257, 1000])
def test_slopes_are_filtered_and_what_repeats_is_not(height: int) -> None:
    assert best_filter(slope(height, 400)) != NONE
    tile = np.random.default_rng(1).integers(0, 256, (10, 8), dtype=np.uint8)
    assert best_filter(np.tile(tile, (height // 5, 50))[:height]) == NONE


def test_each_row_may_have_a_filter_of_its_own() -> None:
    ramp = np.arange(0, 200, 2, dtype=np.uint8)
    rows = np.stack([ramp, ramp, 0 * ramp, ramp + 1])
    assert list(filtered(rows, ADAPTIVE)[::101]) == [SUB, UP, NONE, SUB]
