"""map_delta_e_2000()."""

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.metrics import (
    delta_e_2000,
    delta_e_map,
    max_delta_e_2000,
)


@pytest.fixture
def pair() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    a, b = np.random.default_rng(3).integers(0, 256, (2, 9, 7, 3), np.uint8)
    b[2] = a[2]
    return a, b


def test_mean_and_worst_are_those_of_the_other_metrics(
    pair: tuple[NDArray[np.uint8], NDArray[np.uint8]],
) -> None:
    found = delta_e_map(*pair)

    assert found.mean == pytest.approx(delta_e_2000(*pair), rel=1e-12)
    assert found.worst == max_delta_e_2000(*pair)


def test_each_pixel_has_its_own_difference(
    pair: tuple[NDArray[np.uint8], NDArray[np.uint8]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delta_e_map, "_PIXELS", 14)  # so that there are several blocks
    a, b = pair

    values = delta_e_map(a, b).values

    assert (values[2] == 0).all()
    for y, x in [(0, 0), (4, 6), (8, 3)]:
        alone = delta_e_2000(a[y : y + 1, x : x + 1], b[y : y + 1, x : x + 1])
        assert values[y, x] == np.float32(alone)


def test_sixteen_bits_differ_by_less_than_eight_can_say() -> None:
    deep = np.full((2, 3, 3), 30_000, np.uint16)
    other = deep.copy()
    other[1, 2, 0] += 1

    values = delta_e_map(deep, other).values

    assert 0 < values[1, 2] < 0.01
    assert np.count_nonzero(values) == 1


def test_alpha_is_seen_over_black_and_over_white() -> None:
    opaque = np.full((1, 1, 4), 255, np.uint8)
    half = opaque.copy()
    half[..., 3] = 128

    found = delta_e_map(opaque, half)

    assert found.values[0, 0] == pytest.approx(found.worst)
    assert found.mean == pytest.approx(found.worst / 2)  # over white, nothing is to be seen


def test_sizes_that_differ_are_refused() -> None:
    with pytest.raises(cq.InvalidImageError, match="one size"):
        delta_e_map(np.zeros((2, 2), np.uint8), np.zeros((2, 3), np.uint8))
