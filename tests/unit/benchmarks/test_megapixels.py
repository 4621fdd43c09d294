"""The maker of large photographs, on small ones."""

import numpy as np
import pytest
from benchmarks import megapixels
from benchmarks.megapixels import tiled


@pytest.fixture
def photos(monkeypatch: pytest.MonkeyPatch) -> list[np.ndarray]:
    monkeypatch.setattr(megapixels, "TILE", (24, 32))
    dark = np.full((30, 40, 3), 60, dtype=np.uint8)
    light = np.full((30, 40, 3), 200, dtype=np.uint8)
    return [dark, light]


def test_the_same_seed_makes_the_same_image(photos: list[np.ndarray]) -> None:
    assert np.array_equal(tiled(photos, (50, 70), seed=3), tiled(photos, (50, 70), seed=3))


def test_another_seed_makes_another_image(photos: list[np.ndarray]) -> None:
    assert not np.array_equal(tiled(photos, (50, 70), seed=3), tiled(photos, (50, 70), seed=4))


def test_the_size_need_not_be_a_multiple_of_the_tiles(photos: list[np.ndarray]) -> None:
    image = tiled(photos, (50, 70))

    assert image.shape == (50, 70, 3)
    assert image.dtype == np.uint8


def test_tiles_take_the_photos_in_turn_and_are_noisy(photos: list[np.ndarray]) -> None:
    image = tiled(photos, (24, 64))
    left, right = image[:, :32], image[:, 32:]

    assert left.mean() < 128 < right.mean()
    assert len(np.unique(left.reshape(-1, 3), axis=0)) > 100
