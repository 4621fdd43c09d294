from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.compare import Comparison, Curve, CurvePoint, compare, curve, find_knee, sweep


def test_the_knee_is_farthest_below_the_line_between_the_ends() -> None:
    assert find_knee([0, 1, 2, 3, 4], [10, 3, 2, 1, 0]) == 1


def test_the_example_of_the_paper() -> None:
    # Its figure 2: y = -1 / x + 5 has its knee at 0.22 of x from 0.1 to 1.1 or so; here it falls.
    x = np.linspace(0.1, 1.0, 10)

    place = find_knee(x, list(1.0 / x))

    assert place is not None
    assert x[place] == pytest.approx(0.3)


@pytest.mark.parametrize(("scale", "offset"), [(1.0, 0.0), (1e6, -7.0), (1e-6, 3.0)])
def test_units_do_not_matter(scale: float, offset: float) -> None:
    y = [offset + scale * value for value in (9.0, 4.0, 1.5, 1.0, 0.8)]

    assert find_knee([1, 2, 3, 4, 5], y) == 2


@pytest.mark.parametrize("y", [[4, 2], [3, 2, 1], [1, 1, 1], [1, 2, 3], [9, 8, 6, 0]], ids=str)
def test_a_curve_that_does_not_flatten_has_none(y: list[float]) -> None:
    assert find_knee(range(len(y)), y) is None


Pixels = NDArray[np.uint8]


def test_errors_fall_with_each_doubling(comparison: Comparison) -> None:
    found = sweep(comparison)

    assert [point.n for point in found.points] == [2, 4, 8, 16, 32, 64, 128, 256]
    assert (np.diff([point.distortion for point in found.points]) < 0).all()
    assert (np.diff([point.delta_e for point in found.points]) < 0).all()
    assert (found.pixels, found.sampled) == (2400, False)


def test_a_point_is_what_its_fit_gives(comparison: Comparison, image: Pixels) -> None:
    point = sweep(comparison).points[2]

    alone = cq.quantize(image, 8, effort="fast", dither="none")
    assert point.distortion == pytest.approx(alone.distortion)
    assert point.delta_e == pytest.approx(
        cq.metrics.delta_e_2000(image, alone.to_array()), abs=1e-8
    )


def test_space_and_seed_are_those_of_the_comparison(image: Pixels) -> None:
    found = sweep(compare(image, 8, space="lab", seed=3))

    alone = cq.quantize(image, 8, effort="fast", space="lab", seed=3, dither="none")
    assert found.points[2].distortion == pytest.approx(alone.distortion)


@pytest.mark.parametrize(
    ("distinct", "numbers"), [(1, [1]), (2, [2]), (3, [2, 3]), (100, [2, 4, 8, 16, 32, 64, 100])]
)
def test_there_are_no_more_colors_than_there_are(distinct: int, numbers: list[int]) -> None:
    image = np.arange(distinct, dtype=np.uint8)[np.newaxis]

    points = sweep(compare(image, 64)).points

    assert [point.n for point in points] == numbers
    assert points[-1].distortion == 0


def test_of_many_pixels_some_are_measured(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = sweep(comparison)
    monkeypatch.setattr(curve, "MAX_PIXELS", 600)

    found = sweep(comparison)

    assert (found.pixels, found.sampled) == (600, True)
    for drawn, point in zip(found.points, everything.points, strict=True):
        assert drawn.distortion == pytest.approx(point.distortion, rel=0.3)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_every_kind_of_image_has_a_curve(channels: int) -> None:
    image = np.random.default_rng(2).integers(0, 65_536, (20, 30, channels), np.uint16)

    assert len(sweep(compare(image, 4)).points) == 8


def test_a_knee_is_in_doublings_and_of_one_error() -> None:
    steep_then_flat = zip((2, 4, 8, 16, 32), (100, 20, 15, 12, 10), (9, 7, 5, 1, 0), strict=True)
    found = Curve(tuple(CurvePoint(n, a, b) for n, a, b in steep_then_flat), 1, False)

    assert found.knee("distortion") == found.points[1]
    assert found.knee("delta_e") == found.points[3]


def test_one_point_has_no_knee() -> None:
    assert Curve((CurvePoint(1, 0.0, 0.0),), 1, False).knee("distortion") is None
