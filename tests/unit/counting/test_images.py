from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle

from colorquant.counting import count, count_levels, images, tally


def test_counts_every_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "_AT_ONCE", 7)
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    np.testing.assert_array_equal(count_levels(image), np.bincount(image.ravel(), minlength=256))


Pixels = NDArray[np.uint8] | NDArray[np.uint16]


def test_equal_colors_are_added_up() -> None:
    total = tally(
        np.array([[9, 9, 9], [0, 0, 0], [9, 9, 9]], np.uint8),
        np.array([1, 2, 3]),
        np.array([255, 20, 3]),
        threads=2,
    )
    assert total.colors.tolist() == [[0, 0, 0], [9, 9, 9]]
    assert total.counts.tolist() == [2, 4]
    assert total.weights is not None
    assert total.weights.tolist() == [20, 258]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_colors_are_in_z_order(dtype: type, channels: int) -> None:
    top = np.iinfo(dtype).max
    rows: Pixels = np.array(
        [[top] + [0] * (channels - 1), [top // 2] * channels, [0] * channels], dtype
    )
    assert tally(rows, np.ones(3, np.int64), threads=1).colors.tolist() == [
        [0] * channels,
        [top // 2] * channels,
        [top] + [0] * (channels - 1),
    ]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("colorquant.counting.images._BLOCK", 500)


def of_few_levels(shape: tuple[int, ...], dtype: type, seed: int = 0) -> Pixels:
    levels = np.random.RandomState(seed).randint(0, 5, shape)
    pixels: Pixels = (levels * (np.iinfo(dtype).max // 5 + 1)).astype(dtype)
    return pixels


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(40, 31), (40, 31, 3), (40, 31, 4)])
@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_equals_counting_one_by_one(dtype: type, shape: tuple[int, ...], threads: int) -> None:
    image = of_few_levels(shape, dtype)
    found = count(image, threads=threads)
    colors, counts = oracle.count(image)
    np.testing.assert_array_equal(found.colors, colors)
    np.testing.assert_array_equal(found.counts, counts)
    assert found.colors.dtype == dtype
    assert found.weights is None


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(40, 31), (40, 31, 3), (40, 31, 4)])
@pytest.mark.parametrize("threads", [1, 3])
def test_a_mask_says_what_pixels_count_for(
    dtype: type, shape: tuple[int, ...], threads: int
) -> None:
    image = of_few_levels(shape, dtype)
    mask = np.random.RandomState(1).randint(0, 4, shape[:2]).astype(np.uint8) * 80
    found = count(image, mask, threads=threads)
    counted = mask > 0
    colors, counts = oracle.count(image[counted][np.newaxis])
    np.testing.assert_array_equal(found.colors, colors)
    np.testing.assert_array_equal(found.counts, counts)
    pixels = image if image.ndim == 3 else np.stack([image] * 3, axis=-1)
    expected = [int(mask[(pixels == color).all(axis=-1)].sum()) for color in colors]
    assert found.weights is not None
    assert found.weights.tolist() == expected


def test_a_mask_that_leaves_nothing_leaves_nothing() -> None:
    found = count(of_few_levels((4, 5, 3), np.uint8), np.zeros((4, 5), np.uint8), threads=1)
    assert len(found.colors) == len(found.counts) == 0


def test_progress_ends_at_the_whole() -> None:
    told: list[float] = []
    count(of_few_levels((40, 31, 4), np.uint8), threads=1, progress=told.append)
    assert told[-1] == 1.0


def test_more_pixels_than_are_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    image = of_few_levels((40, 31, 3), np.uint8)
    whole = count(image, threads=1)
    monkeypatch.setattr("colorquant.counting.images._MAX_AT_ONCE", 100)
    parts = count(image, threads=1)
    np.testing.assert_array_equal(parts.colors, whole.colors)
    np.testing.assert_array_equal(parts.counts, whole.counts)
