"""Where each result is off."""

import math

import numpy as np

from colorquant.compare import Comparison, compare
from colorquant.metrics import delta_e_map
from colorquant.rendering import heat_colors
from colorquant.report.error_maps import ErrorMaps, draw_error_image, legend


def test_every_result_is_measured(comparison: Comparison, errors: ErrorMaps) -> None:
    for result, found in zip(comparison.results, errors.maps, strict=True):
        expected = delta_e_map(comparison.original, result.indexed.to_array())
        np.testing.assert_array_equal(found.values, expected.values)


def test_all_share_a_scale_of_almost_every_pixel(errors: ErrorMaps) -> None:
    shares = [float((each.values > errors.top).mean()) for each in errors.maps]

    assert max(shares) <= 0.01
    assert errors.top == math.ceil(errors.top) >= 1


def test_what_is_lossless_has_a_scale_all_the_same() -> None:
    assert ErrorMaps.of(compare(np.zeros((3, 3), np.uint8), 4)).top == 1


def test_more_is_lighter_and_too_much_is_lightest() -> None:
    values = np.array([[0.0, 5.0, 10.0, 99.0]], np.float32)

    picture = draw_error_image(values, 10.0).to_array()[0]

    colors = heat_colors(32)
    np.testing.assert_array_equal(picture[[0, 2, 3]], colors[[0, -1, -1]])
    assert picture[0].sum() < picture[1].sum() < picture[2].sum()


def test_the_worst_is_found_where_it_is() -> None:
    image = np.full((200, 300, 3), 120, np.uint8)
    image[130:150, 210:240] = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)

    row, column = ErrorMaps.of(compare(image, 2)).middle_of_the_worst

    assert 128 <= row < 160
    assert 192 <= column < 256


def test_it_is_found_in_the_smallest_image() -> None:
    assert ErrorMaps.of(compare(np.zeros((1, 1), np.uint8), 4)).middle_of_the_worst == (0, 0)


def test_the_legend_names_its_ends() -> None:
    text = legend(7.0)

    assert "<span>3.5</span><span>7 and more</span>" in text
    assert "#000000" in text
