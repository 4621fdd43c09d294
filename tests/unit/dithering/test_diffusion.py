"""Error diffusion, against a plain one in NumPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tests.conftest import make_photo
from tests.dithers import Image, diffused, dithered_by

import colorquant as cq
from colorquant.dithering import (
    Atkinson,
    ErrorDiffusion,
    FloydSteinberg,
    JarvisJudiceNinke,
    SierraLite,
)
from colorquant.dithering.diffusion import Kernel

images = hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3)))
palettes = hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.just(3)))
ditherers = st.builds(
    lambda kind, **options: kind(**options),
    st.sampled_from([FloydSteinberg, JarvisJudiceNinke, Atkinson]),
    serpentine=st.booleans(),
    strength=st.sampled_from([0.0, 0.5, 1.0]),
    hysteresis=st.sampled_from([0.0, 0.3, 1.0]),
)


def test_taps_are_seen_from_the_pixel() -> None:
    kernel = Kernel(((None, 1), (2, 0)), divisor=4)

    assert kernel.taps().tolist() == [[1, 0, 0.25], [0, 1, 0.5]]


@given(images, palettes, ditherers)
@settings(deadline=None)
def test_equals_the_plain_algorithm(image: Image, colors: Image, ditherer: ErrorDiffusion) -> None:
    np.testing.assert_array_equal(
        dithered_by(ditherer, image, colors), diffused(ditherer, image, colors)
    )


@pytest.mark.parametrize("serpentine", [False, True])
def test_equals_the_plain_algorithm_over_groups_of_rows(serpentine: bool) -> None:
    image = make_photo(30, 41)
    colors = cq.quantize(image, 12).palette.colors
    ditherer = FloydSteinberg(serpentine=serpentine)

    np.testing.assert_array_equal(
        dithered_by(ditherer, image, colors), diffused(ditherer, image, colors)
    )


@pytest.mark.parametrize("kind", [FloydSteinberg, JarvisJudiceNinke, SierraLite])
@pytest.mark.parametrize("serpentine", [False, True])
def test_same_bits_for_any_number_of_threads(kind: type[ErrorDiffusion], serpentine: bool) -> None:
    image = make_photo(97, 301)
    colors = cq.quantize(image, 30).palette.colors
    ditherer = kind(serpentine=serpentine)
    alone = dithered_by(ditherer, image, colors)

    for threads in (2, 3, 8):
        np.testing.assert_array_equal(dithered_by(ditherer, image, colors, threads=threads), alone)


def test_an_entry_is_left_less_often() -> None:
    image = make_photo(60, 80)
    colors = cq.quantize(image, 12).palette.colors
    changes = [
        np.count_nonzero(np.diff(dithered_by(FloydSteinberg(hysteresis=part), image, colors)))
        for part in (0.0, 0.2, 0.5)
    ]
    assert changes[0] > changes[1] > changes[2]


@pytest.mark.parametrize("hysteresis", [-0.1, 1.5, float("nan"), "some"])
def test_a_reluctance_out_of_range_is_refused(hysteresis: float) -> None:
    with pytest.raises(cq.InvalidOptionError, match="reluctance is"):
        FloydSteinberg(hysteresis=hysteresis)


def test_a_flat_gray_keeps_its_mean() -> None:
    image = np.full((64, 64, 3), 100, np.uint8)
    chosen = dithered_by(FloydSteinberg(), image, np.array([[0] * 3, [255] * 3], np.uint8))

    assert chosen.mean() == pytest.approx(100 / 255, abs=0.01)
