"""draw_plain_figure(): what goes into a paper."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.compare.test_figure import places_of

import colorquant as cq
from colorquant.compare import Comparison, compare, draw_plain_figure
from colorquant.rendering import draw_picture

Pixels = NDArray[np.uint8]


def test_pictures_stand_in_order_with_nothing_around(comparison: Comparison) -> None:
    figure = draw_plain_figure(comparison)

    pictures = [comparison.original, *(each.indexed.to_array() for each in comparison.results)]
    places = [places_of(draw_picture(pixels), figure)[0] for pixels in pictures]
    assert {top for _, top in places} == {0}
    lefts = [left for left, _ in places]
    assert lefts == sorted(lefts)


def test_letters_stand_below(comparison: Comparison) -> None:
    figure = np.asarray(draw_plain_figure(comparison))
    height = draw_picture(comparison.original).height

    assert (figure[height : height + 2] == 255).all()
    assert figure[height:].min() < 64


@pytest.mark.parametrize(("methods", "columns", "rows"), [(1, 2, 1), (3, 2, 2), (5, 3, 2)])
def test_more_than_three_wrap_to_rows(image: Pixels, methods: int, columns: int, rows: int) -> None:
    found = compare(image, 4, methods=[*cq.fitting.FITTERS][:methods])
    figure = draw_plain_figure(found)

    places = [places_of(draw_picture(each.indexed.to_array()), figure)[0] for each in found.results]
    places += places_of(draw_picture(found.original), figure)[:1]
    assert len({left for left, _ in places}) == columns
    assert len({top for _, top in places}) == rows


def test_a_caption_wider_than_its_picture_has_room() -> None:
    narrow = np.random.default_rng(0).integers(0, 256, (240, 2, 3), np.uint8)

    figure = draw_plain_figure(compare(narrow, 64))

    assert figure.width > 3 * 60
