"""Error diffusion along a Hilbert curve, against a plain one in NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from tests.dithers import Image, dithered_by, squared_distances

import colorquant as cq
from colorquant.dithering import Riemersma

images = hnp.arrays(np.uint8, st.tuples(st.integers(1, 14), st.integers(1, 14), st.just(3)))
palettes = hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.just(3)))

Place = NDArray[np.int64]


def curve(at: Place, major: Place, minor: Place) -> list[Place]:
    """Červený's gilbert2d, as he wrote it down, in arrays of x and y."""
    width, height = abs(major.sum()), abs(minor.sum())
    step, step_up = np.sign(major), np.sign(minor)
    if height == 1:
        return [at + i * step for i in range(width)]
    if width == 1:
        return [at + i * step_up for i in range(height)]
    half, half_up = major // 2, minor // 2
    if 2 * width > 3 * height:
        if abs(half.sum()) % 2 and width > 2:
            half = half + step
        return curve(at, half, minor) + curve(at + half, major - half, minor)
    if abs(half_up.sum()) % 2 and height > 2:
        half_up = half_up + step_up
    return [
        *curve(at, half_up, half),
        *curve(at + half_up, major, minor - half_up),
        *curve(at + (major - step) + (half_up - step_up), -half_up, half - major),
    ]


def whole_curve(width: int, height: int) -> list[Place]:
    across, down = np.array([width, 0]), np.array([0, height])
    sides = (across, down) if width >= height else (down, across)
    return curve(np.zeros(2, np.int64), *sides)


def along_curve(ditherer: Riemersma, image: Image, colors: Image) -> NDArray[np.int64]:
    height, width, _ = image.shape
    entries = colors.astype(np.float32)
    low, high = entries.min(axis=0), entries.max(axis=0)
    shares = ditherer.shares().astype(np.float32)
    ring, newest = np.zeros((16, 3), np.float32), 0
    indices = np.empty((height, width), np.int64)
    for x, y in whole_curve(width, height):
        place = image[y, x].astype(np.float32)
        newest_then, newest = newest, (newest + 1) % 16
        if (same := np.flatnonzero((entries == place).all(axis=1))).size:
            indices[y, x] = same[0]
            ring[newest] = 0
            continue
        owed = np.zeros(3, np.float32)
        for i in range(16):
            owed += ring[i] * shares[(newest_then - i) % 16]
        wanted = np.clip(place + owed, np.minimum(place, low), np.maximum(place, high))
        indices[y, x] = squared_distances(wanted, entries).argmin()
        ring[newest] = wanted - entries[indices[y, x]]
    return indices


@pytest.mark.parametrize("width", range(1, 12))
@pytest.mark.parametrize("height", range(1, 12))
def test_the_plain_curve_goes_everywhere_once_and_never_far(width: int, height: int) -> None:
    path = np.array(whole_curve(width, height))

    assert len(np.unique(path, axis=0)) == len(path) == width * height
    assert np.abs(np.diff(path, axis=0)).max(initial=0) <= 1


@given(images, palettes, st.sampled_from([0.0, 0.5, 1.0]))
def test_equals_the_plain_algorithm(image: Image, colors: Image, strength: float) -> None:
    ditherer = Riemersma(strength=strength)

    np.testing.assert_array_equal(
        dithered_by(ditherer, image, colors), along_curve(ditherer, image, colors)
    )


def test_no_error_is_lost_and_the_oldest_counts_for_a_sixteenth() -> None:
    shares = Riemersma().shares()

    assert shares.sum() == pytest.approx(1.0)
    assert shares[-1] / shares[0] == pytest.approx(1 / 16)
    assert (np.diff(shares) < 0).all()
    assert Riemersma(strength=0.25).shares().sum() == pytest.approx(0.25)


def test_a_flat_gray_keeps_its_mean() -> None:
    gray = np.full((64, 96, 3), 100, np.uint8)
    chosen = dithered_by(Riemersma(), gray, np.array([[0] * 3, [255] * 3], np.uint8))

    assert chosen.mean() == pytest.approx(100 / 255, abs=0.002)


def test_it_tells_how_far_it_is() -> None:
    told: list[float] = []
    image = np.random.RandomState(1).randint(0, 256, (1200, 1200, 3)).astype(np.uint8)
    cq.Palette([[0] * 3, [255] * 3]).apply(image, dither="riemersma", progress=told.append)

    assert told == sorted(told)
    assert all(0 <= share <= 1 for share in told)
