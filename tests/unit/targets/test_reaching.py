import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.color import SPACES

Pixels = NDArray[np.uint8]

small_images = hnp.arrays(
    np.uint8, st.tuples(st.integers(1, 8), st.integers(1, 8), st.sampled_from([3, 4]))
)


@pytest.mark.parametrize("asked", [{"psnr": 30.0}, {"mean_delta_e": 2.5}])
@pytest.mark.parametrize("space", ["srgb", "lab"])
def test_quality_is_met_and_one_color_fewer_misses(
    photo: Pixels, asked: dict[str, float], space: str
) -> None:
    reached = cq.quantize_to_target(photo, space=space, **asked, dither="none")  # type: ignore[arg-type]
    assert reached.image.to_array().tolist() == (
        cq.quantize(photo, reached.n, space=space, dither="none").to_array().tolist()
    )
    fewer = cq.quantize(photo, reached.n - 1, space=space, dither="none")
    if "psnr" in asked:
        assert fewer.psnr < 30.0 <= reached.image.psnr
    else:
        measured = [
            cq.metrics.delta_e_2000(photo, each.to_array()) for each in (reached.image, fewer)
        ]
        assert measured[0] <= 2.5 < measured[1]
    tried = {(trial.n, trial.met) for trial in reached.trials if trial.effort == "balanced"}
    assert {(reached.n, True), (reached.n - 1, False)} <= tried


def test_no_pixel_is_worse_and_it_takes_fewer_than_k_means(photo: Pixels) -> None:
    image = photo.copy()
    image[40, 50] = (255, 0, 255)  # one pixel that the mean does not know
    reached = cq.quantize_to_target(image, max_delta_e=12)
    assert cq.metrics.max_delta_e_2000(image, reached.image.to_array()) <= 12
    assert reached.final.method == "insertion"
    plain = cq.quantize(image, reached.n)
    assert cq.metrics.max_delta_e_2000(image, plain.to_array()) > 12


@pytest.mark.parametrize("format", ["png", "gif"])
def test_the_most_colors_that_fit_a_file(photo: Pixels, tmp_path: Path, format: str) -> None:
    reached = cq.quantize_to_target(photo, max_bytes=6000, format=format)
    for image, fits in ((reached.image, True), (cq.quantize(photo, reached.n + 1), False)):
        image.save(tmp_path / f"out.{format}")
        assert ((tmp_path / f"out.{format}").stat().st_size <= 6000) == fits


def test_a_file_holds_the_dithered_image(photo: Pixels) -> None:
    reached = cq.quantize_to_target(photo, max_bytes=6000, dither="auto")
    expected = cq.quantize(photo, reached.n, dither="auto")
    assert reached.image.to_array().tolist() == expected.to_array().tolist()
    assert len(expected.encode()) == reached.final.values["max_bytes"] <= 6000
    assert len(cq.quantize(photo, reached.n + 1, dither="auto").encode()) > 6000


def test_quality_is_of_the_palette_before_the_dither(photo: Pixels) -> None:
    plain, dithered = (
        cq.quantize_to_target(photo, psnr=30, dither=dither) for dither in ("none", "auto")
    )
    assert dithered.palette == plain.palette
    assert dithered.final == plain.final
    again = plain.palette.apply(photo, dither="auto")
    np.testing.assert_array_equal(dithered.image.indices, again.indices)


def test_quality_and_a_file_that_is_large_enough(photo: Pixels, tmp_path: Path) -> None:
    both = cq.quantize_to_target(photo, psnr=30, max_bytes=100_000)
    assert both.n == cq.quantize_to_target(photo, psnr=30).n
    both.image.save(tmp_path / "out.png")
    assert both.final.values["max_bytes"] == (tmp_path / "out.png").stat().st_size


def test_metadata_is_kept_and_counts(photo: Pixels, tmp_path: Path) -> None:
    Image.fromarray(photo).save(tmp_path / "in.png", dpi=(300, 300))
    kept = cq.load_image(tmp_path / "in.png", metadata="keep")
    reached = cq.quantize_to_target(kept, max_bytes=6000)
    reached.image.save(tmp_path / "out.png")
    assert reached.image.metadata.dpi is not None
    assert (tmp_path / "out.png").stat().st_size == reached.final.values["max_bytes"]


@given(small_images, st.sampled_from(sorted(SPACES)), st.floats(0.0, 60.0))
@settings(max_examples=40, deadline=None)
def test_the_worst_of_any_image_can_be_bounded(image: Pixels, space: str, limit: float) -> None:
    reached = cq.quantize_to_target(image, max_delta_e=limit, space=space)
    worst = cq.metrics.max_delta_e_2000(image, reached.image.to_array())
    assert worst <= limit + 1e-8
    assert worst == pytest.approx(reached.final.values["max_delta_e"], abs=1e-8)
    assert len(np.unique(reached.image.indices)) <= reached.n


@given(small_images)
@settings(max_examples=20, deadline=None)
def test_lossless_takes_all_colors(image: Pixels) -> None:
    reached = cq.quantize_to_target(image, psnr=math.inf)
    assert reached.image.distortion == 0.0
    assert reached.n == len(cq.ColorHistogram.from_image(image))


def test_fixed_colors_are_there_and_masked_pixels_do_not_count(photo: Pixels) -> None:
    mask = np.ones(photo.shape[:2])
    mask[:24, :43] = 0.0  # the yellow patch
    fixed_colors = [(0, 0, 255), (9, 9, 9)]
    reached = cq.quantize_to_target(
        photo, max_delta_e=15, weights=mask, fixed_colors=fixed_colors, nodata=(12, 12, 40)
    )
    assert reached.palette.colors[:2].tolist() == [list(color) for color in fixed_colors]
    assert reached.final.values["max_delta_e"] <= 15
    assert all(mask[pixel.row, pixel.column] for pixel in reached.worst)
    assert cq.metrics.max_delta_e_2000(photo, reached.image.to_array()) > 15


def test_threads_and_memory_layout_do_not_matter(photo: Pixels) -> None:
    one = cq.quantize_to_target(photo, max_delta_e=15, threads=1)
    for image in (np.asfortranarray(photo), photo):
        other = cq.quantize_to_target(image, max_delta_e=15, threads=3)
        assert other.palette == one.palette
        assert other.trials == one.trials
        assert other.worst == one.worst


def test_progress_only_grows_and_ends_at_1(photo: Pixels) -> None:
    told: list[float] = []
    cq.quantize_to_target(photo, psnr=25, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "no target is given; allowed are psnr, mean_delta_e, max_delta_e and max_bytes"),
        ({"psnr": math.nan}, "psnr is nan; allowed is a number from 0 on"),
        (
            {"psnr": 30, "max_colors": 0},
            "the number of colors is 0; allowed is a whole number from 1 to 65,536",
        ),
        ({"psnr": 30, "min_delta_e": 3}, "psnr and min_delta_e are given; allowed is one of them"),
        ({"psnr": 30, "dither": "oil"}, "dither is 'oil'; allowed are none, auto"),
        ({"psnr": 30, "effort": "lazy"}, "effort is 'lazy'; allowed are"),
        (
            {"psnr": 30, "fixed_colors": [(1, 2, 3), (4, 5, 6)], "max_colors": 1},
            "the number of colors is 1; allowed is 2 or more",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(
    photo: Pixels, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(cq.InvalidOptionError, match=message):
        cq.quantize_to_target(photo, **options)
