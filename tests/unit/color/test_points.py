import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from colorquant.color import SPACES, PointSpace
from colorquant.pixels import Colors

Bytes = NDArray[np.uint8]


def laid(colors: Bytes, background: float) -> NDArray[np.float64]:
    opacity = colors[:, 3:] / 255.0
    result: NDArray[np.float64] = colors[:, :3] * opacity + background * (1.0 - opacity)
    return result


@given(arrays(np.uint8, (2, 4)))
def test_distance_is_the_mean_of_those_over_black_and_over_white(colors: Bytes) -> None:
    a, b = PointSpace(SPACES["srgb"], alpha=True).points(colors).astype(np.float64) / 257.0
    over = [np.square(np.subtract(*laid(colors, level))).sum() for level in (0.0, 255.0)]
    assert np.sqrt(np.square(a - b).sum()) == pytest.approx(np.sqrt(np.mean(over)), abs=0.02)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_opaque_colors_are_as_far_from_each_other_as_without_alpha(space: str, dtype: type) -> None:
    levels = np.random.RandomState(0).randint(0, np.iinfo(dtype).max + 1, (500, 3))
    colors: Colors = levels.astype(dtype)
    without = PointSpace(SPACES[space], alpha=False).points(colors)
    points = PointSpace(SPACES[space], alpha=True).points(colors)
    np.testing.assert_array_equal(points[:, :3], without)
    assert len(np.unique(points[:, 3])) == 1


@pytest.mark.parametrize("space", SPACES)
def test_all_transparent_colors_are_one_point(space: str) -> None:
    colors = np.random.RandomState(0).randint(0, 256, (100, 4)).astype(np.uint8)
    colors[:, 3] = 0
    points = PointSpace(SPACES[space], alpha=True)
    assert len(np.unique(points.points(colors), axis=0)) == 1
    assert not points.entries(points.points(colors) / 256.0).any()


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("space", SPACES)
def test_entries_of_points_are_the_colors(space: str, alpha: bool) -> None:
    levels = np.arange(0, 256, 51)
    color_depth = (
        np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(-1, 3).astype(np.uint8)
    )
    colors = np.hstack([color_depth, np.full((len(color_depth), 1), 255, np.uint8)])
    points = PointSpace(SPACES[space], alpha)
    np.testing.assert_array_equal(points.entries(points.points(colors) / 256.0), colors)


@given(st.integers(1, 255), arrays(np.uint8, 3))
def test_in_srgb_translucent_colors_come_back_as_they_were(alpha: int, color: Bytes) -> None:
    colors = np.array([[*color, alpha]], np.uint8)
    points = PointSpace(SPACES["srgb"], alpha=True)
    np.testing.assert_array_equal(points.entries(points.points(colors) / 256.0), colors)


def test_entries_stay_within_what_bytes_hold() -> None:
    points = PointSpace(SPACES["lab"], alpha=True)
    corners = np.array([[0.0] * 4, [256.0] * 4, [256.0, 0.0, 0.0, 1.0], [0.0, 256.0, 0.0, 200.0]])
    assert points.entries(corners).shape == (4, 4)


def test_large_arrays_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    colors = np.random.RandomState(0).randint(0, 256, (50, 4)).astype(np.uint8)
    points = PointSpace(SPACES["oklab"], alpha=True)
    whole = points.points(colors)
    monkeypatch.setattr("colorquant.color.points._AT_ONCE", 7)
    np.testing.assert_array_equal(points.points(colors), whole)
