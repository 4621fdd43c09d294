"""draw_figure() and save_figure()."""

import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.compare import (
    FIGURE_SUFFIXES,
    Comparison,
    compare,
    draw_figure,
    panels,
    save_figure,
)

Pixels = NDArray[np.uint8]


def places_of(picture: Image.Image, figure: Image.Image) -> list[tuple[int, int]]:
    """Return the left and top of every place where a picture is found in a figure."""
    sought, found_in = np.asarray(picture), np.asarray(figure)
    height, width = sought.shape[:2]
    first_row = re.compile(b"(?=" + re.escape(sought[0].tobytes()) + b")", re.DOTALL)
    starts = [
        (match.start() // 3, top)
        for top, row in enumerate(found_in)
        for match in first_row.finditer(row.tobytes())
        if match.start() % 3 == 0
    ]
    return [
        (left, top)
        for left, top in starts
        if np.array_equal(found_in[top : top + height, left : left + width], sought)
    ]


def test_pictures_stand_side_by_side_in_order(comparison: Comparison) -> None:
    figure = draw_figure(comparison)

    (places,) = zip(
        *(places_of(panel.picture, figure) for panel in panels(comparison)), strict=True
    )
    lefts, tops = zip(*places, strict=True)
    assert sorted(lefts) == list(lefts)
    assert len(set(lefts)) == 3
    assert len(set(tops)) == 1


@pytest.mark.parametrize(
    ("methods", "columns", "rows"), [(2, 3, 1), (3, 2, 2), (4, 3, 2), (5, 3, 2)]
)
def test_more_than_three_panels_wrap_to_rows(
    image: Pixels, methods: int, columns: int, rows: int
) -> None:
    names = [*cq.fitting.FITTERS][:methods]
    comparison = compare(image, 4, methods=names)
    figure = draw_figure(comparison)

    places = [places_of(panel.picture, figure)[0] for panel in panels(comparison)]
    assert len({left for left, _ in places}) == columns
    assert len({top for _, top in places}) == rows
    assert sorted(places, key=lambda place: (place[1], place[0])) == places


def test_a_figure_is_on_white_with_room_around(comparison: Comparison) -> None:
    figure = np.asarray(draw_figure(comparison))

    assert (figure[[0, -1]] == 255).all()
    assert (figure[:, [0, -1]] == 255).all()


def test_titles_and_notes_are_drawn_above_the_pictures(comparison: Comparison) -> None:
    figure = draw_figure(comparison)
    (_, top), *_ = places_of(panels(comparison)[0].picture, figure)

    assert np.asarray(figure)[:top].min() < 64


def test_a_title_wider_than_its_picture_has_room() -> None:
    narrow = np.random.default_rng(0).integers(0, 256, (240, 2, 3), np.uint8)

    figure = np.asarray(draw_figure(compare(narrow, 64)))

    assert (figure[:, -8:] == 255).all()


def test_swatches_are_drawn_below_the_pictures(comparison: Comparison) -> None:
    figure = draw_figure(comparison)
    panel = panels(comparison)[1]
    ((left, top),) = places_of(panel.picture, figure)

    below = np.asarray(figure)[top + panel.picture.height :, left : left + panel.picture.width]
    drawn = {tuple(pixel) for pixel in below.reshape(-1, 3)}
    assert {tuple(color) for color in comparison.results[0].palette.colors} <= drawn


@pytest.mark.parametrize("suffix", FIGURE_SUFFIXES)
def test_a_figure_is_saved_in_the_format_of_its_suffix(
    comparison: Comparison, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"figure{suffix}"
    figure = draw_figure(comparison)

    save_figure(figure, path)

    with Image.open(path) as saved:
        assert saved.size == figure.size
        assert saved.format == Image.registered_extensions()[suffix]
        if suffix not in (".jpg", ".jpeg"):
            np.testing.assert_array_equal(saved.convert("RGB"), figure)


def test_a_figure_of_an_unknown_suffix_is_refused(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(cq.errors.ColorQuantError, match=r"\.xyz"):
        save_figure(draw_figure(comparison), tmp_path / "figure.xyz")
    assert list(tmp_path.iterdir()) == []
