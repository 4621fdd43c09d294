"""make_views(): what of the pictures is on the page."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.report.test_encoded import decoded

import colorquant as cq
from colorquant.compare import Comparison, compare
from colorquant.report import views
from colorquant.report.error_maps import ErrorMaps, draw_error_image
from colorquant.report.views import make_views


def test_a_small_image_is_there_with_every_pixel(
    comparison: Comparison, errors: ErrorMaps, pngs: list[bytes]
) -> None:
    (view,) = make_views(comparison, errors, pngs)

    assert (view.name, view.width, view.height) == ("whole", 90, 60)
    assert view.note == "Every pixel of 90 × 60."
    np.testing.assert_array_equal(decoded(view.original), comparison.original)
    results = zip(comparison.results, errors.maps, view.results, strict=True)
    for result, error, (picture, error_map) in results:
        np.testing.assert_array_equal(decoded(picture), result.indexed.to_array())
        expected = draw_error_image(error.values, errors.top).to_array()
        np.testing.assert_array_equal(decoded(error_map), expected)


def test_of_a_large_one_there_is_a_detail_with_every_pixel(
    comparison: Comparison,
    errors: ErrorMaps,
    pngs: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(views, "_ALL", 0)
    monkeypatch.setattr(views, "_SIDES_OF_PART", (32,))
    monkeypatch.setattr(views, "_LONGEST_SIDES", (45,))

    whole, detail = make_views(comparison, errors, pngs)

    assert (whole.width, whole.height, detail.width, detail.height) == (45, 30, 32, 32)
    assert decoded(whole.original).shape == (30, 45, 3)
    assert "from 90 × 60 to 45 × 30 pixels" in whole.note
    part = decoded(detail.original)
    windows = np.lib.stride_tricks.sliding_window_view(comparison.original, (32, 32, 3))[:, :, 0]
    ((top, left),) = np.argwhere((windows == part).all(axis=(2, 3, 4)))
    assert f"from column {left} and row {top} on" in detail.note
    for result, (picture, _) in zip(comparison.results, detail.results, strict=True):
        expected = result.indexed.to_array()[top : top + 32, left : left + 32]
        np.testing.assert_array_equal(decoded(picture), expected)


def test_pictures_shrink_until_they_fit(
    comparison: Comparison,
    errors: ErrorMaps,
    pngs: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, most in (("_ALL", 0), ("_WHOLE", 6_000), ("_PART", 9_000)):
        monkeypatch.setattr(views, name, most)
    monkeypatch.setattr(views, "_SIDES_OF_PART", (60, 32, 16))
    monkeypatch.setattr(views, "_LONGEST_SIDES", (90, 60, 30, 15))

    whole, detail = make_views(comparison, errors, pngs)

    for view, most in ((whole, 6_000), (detail, 9_000)):
        pairs = [file for pair in view.results for file in pair]
        assert sum(len(file.data) for file in (view.original, *pairs)) <= most
    assert whole.width < 90
    assert detail.width < 60


@pytest.mark.parametrize("shape", [(1, 1), (1, 40_000), (40_000, 1)])
def test_every_shape_has_its_views(shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    image: NDArray[np.uint8] = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    found = compare(image, 4)
    pngs = [result.indexed.encode("png") for result in found.results]
    monkeypatch.setattr(views, "_ALL", 0)

    whole, detail = make_views(found, ErrorMaps.of(found), pngs)

    assert decoded(whole.original).shape[:2] == (whole.height, whole.width)
    assert decoded(detail.original).shape[:2] == (detail.height, detail.width)


def test_more_than_256_colors_are_exact_too(image: NDArray[np.uint8]) -> None:
    found = compare(image, 1000, methods=["kmeans"])
    (view,) = make_views(found, ErrorMaps.of(found), [found.results[0].indexed.encode("png")])

    expected = cq.quantize(image, 1000, dither="none").to_array()
    np.testing.assert_array_equal(decoded(view.results[0][0]), expected)
