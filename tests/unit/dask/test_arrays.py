"""Which dask arrays are taken, and which pixels of a block."""

from typing import Any

import dask.array as da
import numpy as np
import pytest

from colorquant.dask.arrays import as_blocks, is_masked, split
from colorquant.errors import InvalidImageError


def test_the_channels_come_into_one_block() -> None:
    array = da.zeros((30, 40, 3), chunks=(10, 20, 1), dtype="u1")

    assert as_blocks(array).chunks == ((10, 10, 10), (20, 20), (3,))


def test_gray_stays_as_it_is() -> None:
    array = da.zeros((30, 40), chunks=(10, 20), dtype="u1")

    assert as_blocks(array) is array


def unknown_chunks() -> Any:
    array = da.zeros((30, 40), chunks=10, dtype="u1")
    return array[array[:, 0] > 0]


@pytest.mark.parametrize(
    ("array", "said"),
    [
        (np.zeros((3, 4), np.uint8), "a dask array is needed; got ndarray"),
        (unknown_chunks(), "the chunks of the array are not known: .*compute_chunk_sizes"),
        (da.zeros((30, 40, 5), dtype="u1"), r"shape is \(30, 40, 5\); allowed are \(h, w\)"),
        (da.zeros((30,), dtype="u1"), r"shape is \(30,\); allowed are \(h, w\)"),
        (da.zeros((2, 30, 40, 3), dtype="u1"), r"shape is \(2, 30, 40, 3\); allowed"),
        (da.zeros((0, 40, 3), dtype="u1"), "it has no pixels"),
    ],
)
def test_what_cannot_be_taken_is_refused_before_any_work(array: Any, said: str) -> None:
    with pytest.raises(InvalidImageError, match=said):
        as_blocks(array)


def test_masked_blocks_are_known_before_any_work() -> None:
    array = da.zeros((3, 4), dtype="u1")

    assert not is_masked(array)
    assert is_masked(da.ma.masked_equal(array, 0))


def test_pixels_whose_channels_are_all_masked_are_left_out() -> None:
    block = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    mask = np.zeros((2, 2, 3), bool)
    mask[0, 0], mask[1, 1, 0] = True, True

    taken = split(np.ma.MaskedArray(block, mask))

    assert taken is not None
    assert taken.pixels.tolist() == [[[3, 4, 5], [6, 7, 8], [9, 10, 11]]]
    assert taken.valid is not None
    assert taken.valid.tolist() == [[False, True], [True, True]]


def test_a_block_without_a_mask_is_all_pixels() -> None:
    block = np.zeros((2, 2), np.uint8)

    for each in (block, np.ma.MaskedArray(block), np.ma.MaskedArray(block, np.zeros((2, 2), bool))):
        taken = split(each)
        assert taken is not None
        assert taken.valid is None
        assert type(taken.pixels) is np.ndarray


def test_of_a_block_that_is_all_masked_nothing_is_left() -> None:
    assert split(np.ma.MaskedArray(np.zeros((2, 2)), np.ones((2, 2), bool))) is None
