from __future__ import annotations

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
    draw_plain_figure,
    panels,
    save_figure,
)
from colorquant.rendering import draw_picture

Pixels = NDArray[np.uint8]


def test_titles_name_what_is_shown_and_how_many_colors_it_has(comparison: Comparison) -> None:
    assert [panel.title for panel in panels(comparison)] == [
        f"Original image ({comparison.color_count:,} colors)",
        "Quantized image (8 colors, K-Means)",
        "Quantized image (8 colors, Random)",
    ]


def test_a_title_counts_the_colors_there_are_not_those_asked_for() -> None:
    flat = np.full((4, 4, 3), 200, np.uint8)

    original, result = panels(compare(flat, 64, methods=("kmeans",)))

    assert original.title == "Original image (1 color)"
    assert result.title == "Quantized image (1 color, K-Means)"
    assert result.note == "Distortion 0.0 · lossless"


def test_notes_tell_size_and_errors(comparison: Comparison) -> None:
    original, k_means, _ = panels(comparison)
    result = comparison.results[0]

    assert original.note == "2,400 pixels"
    assert k_means.note == f"Distortion {result.distortion:.1f} · PSNR {result.psnr:.1f} dB"


def test_a_note_tells_of_a_sample(image: Pixels) -> None:
    _, k_means = panels(compare(image, 8, methods=("kmeans",), sample=100))

    assert k_means.note.endswith(" · fitted on 100 pixels")


def test_swatches_are_the_palette_from_dark_to_light(comparison: Comparison) -> None:
    original, k_means, _ = panels(comparison)

    swatches = np.asarray(k_means.swatches)[0]
    palette = comparison.results[0].palette.colors
    assert original.swatches is None
    assert {*map(tuple, swatches)} == {*map(tuple, palette)}
    assert np.all(np.diff(swatches @ [0.299, 0.587, 0.114]) >= 0)


@pytest.mark.parametrize(
    ("height", "width", "drawn"),
    [
        (300, 400, (400, 300)),  # pixel for pixel
        (240, 1, (1, 240)),
        (1280, 1280, (1280, 1280)),
        (20, 2560, (1280, 10)),  # scaled down to 1280
        (2560, 20, (10, 1280)),
        (1, 5000, (1280, 1)),
        (3, 50, (250, 15)),  # enlarged by a whole factor to 240 or more
        (1, 1, (240, 240)),
    ],
)
def test_pictures_keep_their_pixels_where_they_can(
    height: int, width: int, drawn: tuple[int, int]
) -> None:
    image = np.zeros((height, width, 3), np.uint8)

    assert {panel.picture.size for panel in panels(compare(image, 2))} == {drawn}


def test_a_picture_drawn_pixel_for_pixel_is_the_image() -> None:
    image = np.random.default_rng(0).integers(0, 256, (240, 250, 3), np.uint8)

    np.testing.assert_array_equal(panels(compare(image, 2))[0].picture, image)


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
