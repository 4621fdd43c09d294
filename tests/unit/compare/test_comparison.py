from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.compare import Comparison, Step, compare, draw_figure
from colorquant.compare.comparison import HEAD, summary
from colorquant.fitting import FITTERS
from colorquant.rendering import data_uri


def test_there_is_a_cell_for_each_heading(comparison: Comparison) -> None:
    result = comparison.results[0]

    cells = dict(zip(HEAD, summary(result), strict=True))

    assert cells["Method"] == "K-Means"
    assert cells["Colors"] == "8"
    assert float(cells["Distortion"]) == round(result.distortion, 2)
    assert float(cells["PSNR (dB)"]) == round(result.psnr, 2)
    assert float(cells["Fit (s)"]) == round(result.fit_seconds, 3)


def test_what_loses_nothing_says_so() -> None:
    flat = compare(np.zeros((3, 3), np.uint8), 4).results[0]

    assert summary(flat)[-1] == "lossless"


def test_a_sample_and_a_proof_are_told(image: NDArray[np.uint8]) -> None:
    sampled, random = compare(image, 8, sample=100).results
    (proven,) = compare(image[..., 0], 8, methods=["kmeans"]).results

    assert summary(sampled)[0] == "K-Means, fitted on 100 pixels"
    assert summary(random)[0] == "Random"
    assert summary(proven)[0] == "K-Means, proven optimal"


Pixels = NDArray[np.uint8]


def test_the_original_is_kept_and_its_colors_counted(comparison: Comparison, image: Pixels) -> None:
    np.testing.assert_array_equal(comparison.original, image)
    assert comparison.color_count == len(np.unique(image.reshape(-1, 3), axis=0))


def test_results_come_in_the_order_asked_for(image: Pixels) -> None:
    comparison = compare(image, 8, methods=("random", "kmeans"))

    assert [result.name for result in comparison.results] == ["random", "kmeans"]
    assert [result.label for result in comparison.results] == ["Random", "K-Means"]


def test_every_registered_method_can_be_compared(image: Pixels) -> None:
    comparison = compare(image, 8, methods=tuple(FITTERS))

    assert [result.name for result in comparison.results] == list(FITTERS)
    assert all(1 <= len(result.palette) <= 8 for result in comparison.results)


def test_a_result_is_what_the_method_gives_on_its_own(image: Pixels) -> None:
    (result,) = compare(image, 8, methods=("kmeans",), seed=3).results

    alone = cq.quantize(image, 8, seed=3, dither="none")
    np.testing.assert_array_equal(result.palette.colors, alone.palette.colors)
    np.testing.assert_array_equal(result.indexed.indices, alone.indices)
    assert result.distortion == alone.distortion
    assert result.psnr == alone.psnr


def test_k_means_is_better_than_chance(comparison: Comparison) -> None:
    k_means, random = comparison.results

    assert k_means.distortion < random.distortion
    assert k_means.psnr > random.psnr


def test_every_step_is_reported_as_it_ends(image: Pixels) -> None:
    steps: list[Step] = []
    comparison = compare(image, 8, on_step=steps.append)

    assert [(step.task, step.label) for step in steps] == [
        ("count", None),
        ("fit", "K-Means"),
        ("map", "K-Means"),
        ("fit", "Random"),
        ("map", "Random"),
    ]
    assert all(step.seconds >= 0 for step in steps)
    assert all(step.pixels == 40 * 60 and not step.sampled for step in steps)
    assert [step.colors for step in steps] == [comparison.color_count, 8, 8, 8, 8]
    assert [step.seconds for step in steps] == [
        comparison.count_seconds,
        comparison.results[0].fit_seconds,
        comparison.results[0].map_seconds,
        comparison.results[1].fit_seconds,
        comparison.results[1].map_seconds,
    ]


def test_a_sample_is_what_k_means_alone_is_fitted_on(image: Pixels) -> None:
    steps: list[Step] = []
    comparison = compare(image, 8, sample=100, seed=1, on_step=steps.append)
    k_means, random = comparison.results

    drawn = cq.ColorHistogram.from_image(image).sample(100, seed=1)
    expected = cq.KMeans(8, seed=1).fit(drawn)
    np.testing.assert_array_equal(k_means.palette.colors, expected.colors)
    assert k_means.fitted_pixels == 100
    assert random.fitted_pixels == 40 * 60
    assert [step.sampled for step in steps] == [False, True, False, False, False]


def test_a_sample_of_everything_is_no_sample(image: Pixels) -> None:
    steps: list[Step] = []
    compare(image, 8, sample=40 * 60, on_step=steps.append)

    assert not any(step.sampled for step in steps)


def test_a_sample_costs_quality(image: Pixels) -> None:
    on_all = compare(image, 16, methods=("kmeans",)).results[0]
    on_sample = compare(image, 16, methods=("kmeans",), sample=50).results[0]

    assert on_sample.distortion > on_all.distortion


def test_paths_and_pillow_images_are_taken_as_arrays_are(image: Pixels, tmp_path: Path) -> None:
    path = tmp_path / "image.png"
    Image.fromarray(image).save(path)

    for same in (path, str(path), Image.fromarray(image)):
        np.testing.assert_array_equal(compare(same, 2).original, image)


def test_a_gray_image_is_shown_as_rgb(image: Pixels) -> None:
    comparison = compare(image[..., 0], 4)

    assert comparison.original.shape == (40, 60, 3)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"methods": ()}, "no method"),
        ({"methods": ("kmeans", "kmeans")}, "'kmeans' is given twice"),
        ({"methods": ("zebra",)}, "zebra"),
        ({"effort": "zebra"}, "zebra"),
        ({"sample": 0}, "0"),
    ],
)
def test_options_out_of_range_are_refused(
    image: Pixels, options: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(cq.errors.InvalidOptionError, match=complaint):
        compare(image, 8, **options)


@pytest.mark.parametrize(
    "image",
    [np.zeros((0, 4, 3), np.uint8), np.full((4, 4, 3), np.nan), np.zeros((4, 4, 7), np.uint8)],
    ids=["empty", "not a number", "seven channels"],
)
def test_what_is_no_image_is_refused(image: Pixels) -> None:
    with pytest.raises(cq.errors.InvalidImageError):
        compare(image, 8)


def test_gray_is_proven_optimal_unless_sampled(image: Pixels) -> None:
    gray = image[..., 0]
    assert compare(gray, 9, methods=["kmeans"]).results[0].optimal
    assert not compare(gray, 9, methods=["kmeans"], sample=500).results[0].optimal
    assert not compare(image, 9, methods=["kmeans"]).results[0].optimal


def test_a_notebook_shows_the_numbers_and_the_figure(comparison: Comparison) -> None:
    html = comparison._repr_html_()

    assert "<caption>An image in 8 colors</caption>" in html
    assert html.count('<th scope="row">') == 2
    assert data_uri(comparison._repr_png_()) in html


def test_where_there_is_no_html_it_shows_the_figure(comparison: Comparison) -> None:
    with Image.open(io.BytesIO(comparison._repr_png_())) as shown:
        np.testing.assert_array_equal(shown, draw_figure(comparison))


def test_a_title_names_the_file(image: Pixels, tmp_path: Path) -> None:
    Image.fromarray(image).save(tmp_path / "photo.png")

    assert compare(tmp_path / "photo.png", 1).title == "photo.png in 1 color"
