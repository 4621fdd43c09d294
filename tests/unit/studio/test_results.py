"""Results are those of the library; the preview while a control moves is nearly so."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio import hold, nothing

import colorquant as cq
from colorquant.errors import InvalidOptionError
from colorquant.quantizer import Quantizer
from colorquant.studio.results import preview, quantized, view_pixels
from colorquant.studio.views import View
from colorquant.targets.targets import psnr_of_quality

Pixels = NDArray[np.uint8]


def test_at_rest_it_is_what_quantize_makes(small: Pixels) -> None:
    plan = Quantizer(n=7, space="oklab", dither="bayer-2", sort="hue", fixed_colors=[(9, 8, 7)])

    got = quantized({"a": hold(small)}, "a", plan, progress=nothing)

    wanted = cq.quantize(
        small, 7, space="oklab", dither="bayer-2", sort="hue", fixed_colors=[(9, 8, 7)]
    )
    assert got.encode() == wanted.encode()


def test_a_mask_counts(small: Pixels) -> None:
    image = hold(small)
    image.paint(np.array([[20, 255]], np.uint8))

    got = quantized({"a": image}, "a", Quantizer(n=4), progress=nothing)

    assert got.encode() == cq.quantize(small, 4, weights=image.mask, dither="auto").encode()


def test_the_fewest_colors_within_a_difference(small: Pixels) -> None:
    plan = Quantizer(max_delta_e=15.0)

    got = quantized({"a": hold(small)}, "a", plan, progress=nothing)

    assert got.encode() == cq.quantize_to_target(small, max_delta_e=15.0).image.encode()


def test_the_most_colors_within_a_size(small: Pixels) -> None:
    plan = Quantizer(max_bytes=500, dither="none")

    got = quantized({"a": hold(small)}, "a", plan, progress=nothing)

    assert len(got.encode()) <= 500


def test_one_palette_for_all_is_that_of_all_their_pixels(small: Pixels) -> None:
    images = {"a": hold(small), "b": hold(255 - small)}
    plan = Quantizer(n=9, shared_palette=True, dither="none")

    first, second = (quantized(images, name, plan, progress=nothing) for name in images)

    histogram = cq.ColorHistogram.from_images([small, 255 - small])
    assert first.palette == second.palette == cq.KMeans(9).fit(histogram)


def test_another_image_makes_another_shared_palette(small: Pixels) -> None:
    images = {"a": hold(small)}
    plan = Quantizer(n=9, shared_palette=True)
    alone = quantized(images, "a", plan, progress=nothing)

    images["b"] = hold(255 - small)

    assert quantized(images, "a", plan, progress=nothing).palette != alone.palette


def test_masks_and_one_palette_for_all_do_not_go_together(small: Pixels) -> None:
    image = hold(small)
    image.paint(np.array([[20, 255]], np.uint8))

    with pytest.raises(InvalidOptionError, match="a mask is for one image"):
        quantized({"a": image}, "a", Quantizer(shared_palette=True), progress=nothing)


def test_masks_and_a_quality_do_not_go_together(small: Pixels) -> None:
    image = hold(small)
    image.paint(np.array([[20, 255]], np.uint8))

    with pytest.raises(InvalidOptionError, match="a mask is painted: quality and weights"):
        quantized({"a": image}, "a", Quantizer(quality=50), progress=nothing)


def test_the_fewest_colors_of_a_quality_are_fewer_than_there_may_be(small: Pixels) -> None:
    plan = Quantizer(quality=(0, 30), dither="none")

    got = quantized({"a": hold(small)}, "a", plan, progress=nothing)

    assert (
        got.encode()
        == cq.quantize_to_target(small, psnr=psnr_of_quality(30), dither="none").image.encode()
    )
    assert len(got.palette) < 256


def test_a_gif_gets_the_opacity_it_can_show() -> None:
    pixels = np.full((2, 2, 4), (200, 10, 10, 100), np.uint8)
    pixels[0] = (0, 0, 200, 255)

    got = quantized({"a": hold(pixels)}, "a", Quantizer(format="gif"), progress=nothing)

    assert set(got.palette.colors[:, 3].tolist()) == {0, 255}


@pytest.mark.parametrize("shared", [False, True])
def test_while_a_control_moves_what_is_seen_is_mapped(small: Pixels, shared: bool) -> None:
    view = View(8, 4, 24, 20, 16, 16)
    plan = Quantizer(n=5, dither="none", shared_palette=shared)

    got = preview({"a": hold(small)}, "a", plan, view, progress=nothing)

    fast = cq.KMeans(5, effort="fast").fit(cq.ColorHistogram.from_image(small))
    assert got.palette == fast
    assert (got.indices == fast.apply(small[4:20, 8:24], dither="none").indices).all()


def test_of_very_many_colors_a_sample_stands_for_all_while_a_control_moves() -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (400, 400, 3)).astype(np.uint8)
    view = View(0, 0, 40, 40, 40, 40)

    got = preview({"a": hold(pixels)}, "a", Quantizer(n=5, space="lab"), view, progress=nothing)

    sample = cq.ColorHistogram.from_image(pixels).sample(1 << 16)
    assert got.palette == cq.KMeans(5, effort="fast", space="lab").fit(sample)


def test_what_is_seen_at_rest_is_part_of_the_result(small: Pixels) -> None:
    result = cq.quantize(small, 5)
    view = View(8, 4, 24, 20, 16, 16)

    assert (view_pixels(result, view) == result.to_array()[4:20, 8:24]).all()


def test_work_that_nobody_waits_for_stops() -> None:
    """Of so many colors that it would take seconds: progress is told now and then only."""
    noise = np.random.default_rng(1).integers(0, 256, (500, 600, 3), dtype=np.uint8)

    def stop(share: float) -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        quantized({"a": hold(noise)}, "a", Quantizer(n=256, effort="best"), progress=stop)


@pytest.mark.parametrize("sort", ["hue", "luma", "count"])
def test_while_a_control_moves_fixed_colors_stay_in_front(small: Pixels, sort: str) -> None:
    plan = Quantizer(6, fixed_colors=["#fff", "#f00", "#000"], sort=sort)

    got = preview({"a": hold(small)}, "a", plan, View(0, 0, 32, 24, 32, 24), progress=nothing)

    assert got.palette.colors[:3].tolist() == [[255, 255, 255], [255, 0, 0], [0, 0, 0]]
