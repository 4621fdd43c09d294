from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.color import PointSpace, get_space
from colorquant.pixels import with_alpha
from colorquant.targets.insertion import Represented, insert_entries, palette_order


def state_of(photo: NDArray[np.uint8], locked: int = 0) -> Represented:
    colors = cq.ColorHistogram.from_image(photo).colors
    return Represented(colors, PointSpace(get_space("lab"), alpha=False), locked, 1)


def test_entries_one_by_one_are_as_all_at_once(photo: NDArray[np.uint8]) -> None:
    entries = with_alpha(cq.quantize(photo, 9, space="lab", dither="none").palette.colors).view(
        np.uint8
    )
    at_once, one_by_one = state_of(photo), state_of(photo)
    at_once.begin(entries)
    for entry in entries:
        one_by_one.take(one_by_one.effect(entry))
    np.testing.assert_array_equal(one_by_one.squares, at_once.squares)
    np.testing.assert_array_equal(one_by_one.differences, at_once.differences)


def test_nearest_is_that_of_the_palette(photo: NDArray[np.uint8]) -> None:
    palette = cq.quantize(photo, 9, space="lab", dither="none").palette
    entries = with_alpha(palette.colors[::-1]).view(np.uint8)
    state = state_of(photo)
    labels = state.nearest(np.arange(len(state.points)), entries)
    column = cq.ColorHistogram.from_image(photo).colors[:, np.newaxis]
    np.testing.assert_array_equal(
        entries[labels][:, :3], palette.apply(column, dither="none").to_array()[:, 0]
    )


def test_the_order_is_what_is_locked_and_then_from_dark_to_light() -> None:
    entries = np.array([[[9] * 4, [200] * 4, [7] * 4, [0] * 4]], np.uint8)[0]
    assert palette_order(entries, 1).tolist() == [0, 3, 2, 1]


def inserted(
    image: NDArray[np.uint8],
    limit: float,
    *,
    space: str = "lab",
    max_colors: int = 256,
    fixed: int = 0,
) -> NDArray[np.uint8] | None:
    histogram = cq.ColorHistogram.from_image(image)
    start = with_alpha(cq.KMeans(2, space=space).fit(histogram).colors).view(np.uint8)
    points = PointSpace(get_space(space), histogram.colors.shape[1] == 4)
    return insert_entries(
        histogram,
        points,
        start,
        locked=fixed,
        fixed=fixed,
        limit=limit,
        max_colors=max_colors,
        threads=1,
    )


@pytest.mark.parametrize("space", ["lab", "srgb"])
@pytest.mark.parametrize("limit", [25.0, 10.0])
def test_no_color_is_further_than_the_limit(
    photo: NDArray[np.uint8], glass: NDArray[np.uint8], space: str, limit: float
) -> None:
    for image in (photo, glass):
        entries = inserted(image, limit, space=space)
        assert entries is not None
        palette = cq.Palette(np.unique(entries, axis=0), space=space)
        reduced = cq.quantize_to_target(image, max_delta_e=limit, space=space, dither="none")
        assert cq.metrics.max_delta_e_2000(image, reduced.image.to_array()) <= limit + 1e-8
        assert reduced.n <= len(palette)


def test_what_is_fixed_stays(photo: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    start = with_alpha(cq.KMeans(2, space="lab").fit(histogram).colors)
    entries = inserted(photo, 10.0, fixed=2)
    assert entries is not None
    np.testing.assert_array_equal(entries[:2], start)


def test_too_many_are_none(photo: NDArray[np.uint8]) -> None:
    assert inserted(photo, 1.0, max_colors=5) is None
