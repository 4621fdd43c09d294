"""panels(): the words, pictures and swatches of a figure."""

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.compare import Comparison, compare, panels

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
