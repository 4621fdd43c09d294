"""Error diffusion, against a plain one in NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from tests.conftest import make_photo
from tests.dithers import Image, diffused, dithered_by

import colorquant as cq
from colorquant.dithering import KERNELS, Auto, ErrorDiffusion, Kernel
from colorquant.errors import InvalidOptionError

images = hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3)))
palettes = hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.just(3)))
ditherers = st.builds(
    ErrorDiffusion,
    kernel=st.sampled_from(["floyd-steinberg", "jarvis-judice-ninke", "atkinson"]),
    serpentine=st.booleans(),
    strength=st.sampled_from([0.0, 0.5, 1.0]),
    hysteresis=st.sampled_from([0.0, 0.3, 1.0]),
)


def test_taps_are_seen_from_the_pixel() -> None:
    kernel = Kernel(((None, 1), (2, 0)), divisor=4)

    assert kernel.taps().tolist() == [[1, 0, 0.25], [0, 1, 0.5]]


@given(images, palettes, ditherers)
def test_equals_the_plain_algorithm(image: Image, colors: Image, ditherer: ErrorDiffusion) -> None:
    np.testing.assert_array_equal(
        dithered_by(ditherer, image, colors), diffused(ditherer, image, colors)
    )


@pytest.mark.parametrize("serpentine", [False, True])
def test_equals_the_plain_algorithm_over_groups_of_rows(serpentine: bool) -> None:
    image = make_photo(30, 41)
    colors = cq.quantize(image, 12).palette.colors
    ditherer = ErrorDiffusion(serpentine=serpentine)

    np.testing.assert_array_equal(
        dithered_by(ditherer, image, colors), diffused(ditherer, image, colors)
    )


@pytest.mark.parametrize("kernel", ["floyd-steinberg", "jarvis-judice-ninke", "sierra-lite"])
@pytest.mark.parametrize("serpentine", [False, True])
def test_same_bits_for_any_number_of_threads(kernel: str, serpentine: bool) -> None:
    image = make_photo(97, 301)
    colors = cq.quantize(image, 30).palette.colors
    ditherer = ErrorDiffusion(kernel=kernel, serpentine=serpentine)
    alone = dithered_by(ditherer, image, colors)

    for threads in (2, 3, 8):
        np.testing.assert_array_equal(dithered_by(ditherer, image, colors, threads=threads), alone)


def test_an_entry_is_left_less_often() -> None:
    image = make_photo(60, 80)
    colors = cq.quantize(image, 12).palette.colors
    changes = [
        np.count_nonzero(np.diff(dithered_by(ErrorDiffusion(hysteresis=part), image, colors)))
        for part in (0.0, 0.2, 0.5)
    ]
    assert changes[0] > changes[1] > changes[2]


@pytest.mark.parametrize("hysteresis", [-0.1, 1.5, float("nan"), "some"])
def test_a_hysteresis_out_of_range_is_refused(hysteresis: float) -> None:
    with pytest.raises(cq.InvalidOptionError, match="hysteresis is"):
        ErrorDiffusion(hysteresis=hysteresis)


def test_a_flat_gray_keeps_its_mean() -> None:
    image = np.full((64, 64, 3), 100, np.uint8)
    chosen = dithered_by(ErrorDiffusion(), image, np.array([[0] * 3, [255] * 3], np.uint8))

    assert chosen.mean() == pytest.approx(100 / 255, abs=0.01)


# Columns on and rows below, in parts of the first number.
# fmt: off
LITERATURE = {
    "floyd-steinberg": (16, {
            (1, 0): 7,
            (-1, 1): 3, (0, 1): 5, (1, 1): 1,
        }),
    "jarvis-judice-ninke": (48, {
            (1, 0): 7, (2, 0): 5,
            (-2, 1): 3, (-1, 1): 5, (0, 1): 7, (1, 1): 5, (2, 1): 3,
            (-2, 2): 1, (-1, 2): 3, (0, 2): 5, (1, 2): 3, (2, 2): 1,
        }),
    "stucki": (42, {
            (1, 0): 8, (2, 0): 4,
            (-2, 1): 2, (-1, 1): 4, (0, 1): 8, (1, 1): 4, (2, 1): 2,
            (-2, 2): 1, (-1, 2): 2, (0, 2): 4, (1, 2): 2, (2, 2): 1,
        }),
    "burkes": (32, {
            (1, 0): 8, (2, 0): 4,
            (-2, 1): 2, (-1, 1): 4, (0, 1): 8, (1, 1): 4, (2, 1): 2,
        }),
    "sierra": (32, {
            (1, 0): 5, (2, 0): 3,
            (-2, 1): 2, (-1, 1): 4, (0, 1): 5, (1, 1): 4, (2, 1): 2,
            (-1, 2): 2, (0, 2): 3, (1, 2): 2,
        }),
    "sierra-2": (16, {
            (1, 0): 4, (2, 0): 3,
            (-2, 1): 1, (-1, 1): 2, (0, 1): 3, (1, 1): 2, (2, 1): 1,
        }),
    "sierra-lite": (4, {
            (1, 0): 2,
            (-1, 1): 1, (0, 1): 1,
        }),
    "atkinson": (8, {
            (1, 0): 1, (2, 0): 1,
            (-1, 1): 1, (0, 1): 1, (1, 1): 1,
            (0, 2): 1,
        }),
}
# fmt: on


@pytest.mark.parametrize("name", LITERATURE)
def test_the_shares_of_a_kernel_are_those_of_the_literature(name: str) -> None:
    divisor, parts = LITERATURE[name]
    taps = KERNELS[name].taps().tolist()

    assert {(x, y): share for x, y, share in taps} == pytest.approx(
        {place: part / divisor for place, part in parts.items()}
    )


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_diffuses_all_of_the_error_but_for_atkinson(name: str) -> None:
    expected = 0.75 if name == "atkinson" else 1.0

    assert KERNELS[name].taps()[:, 2].sum() == pytest.approx(expected)


def test_a_kernel_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidOptionError, match="kernel is 'floyd'; allowed are floyd-steinberg"):
        ErrorDiffusion(kernel="floyd")


def test_it_is_floyd_steinbergs_in_oklab_with_errors_that_fade_and_some_hysteresis(
    photo: NDArray[np.uint8],
) -> None:
    palette = cq.quantize(photo, 6).palette
    same = ErrorDiffusion(strength=Auto().strength, space="oklab", hysteresis=Auto().hysteresis)
    np.testing.assert_array_equal(
        palette.apply(photo, dither="auto").indices, palette.apply(photo, dither=same).indices
    )
    assert Auto().space == "oklab"


def test_a_ramp_has_no_bands() -> None:
    ramp = np.tile(np.arange(256, dtype=np.uint8), (64, 1))
    palette = cq.Palette([[0, 0, 0], [85, 85, 85], [170, 170, 170], [255, 255, 255]])
    plain, dithered = palette.apply(ramp, dither="none"), palette.apply(ramp, dither="auto")

    def bands(result: cq.IndexedImage) -> float:
        return cq.metrics.banding(ramp, result.to_array())

    assert bands(dithered) < 0.5 * bands(plain)


def test_text_on_a_flat_ground_keeps_its_colors() -> None:
    page = np.full((40, 60, 3), (250, 250, 240), np.uint8)
    page[10:30, 10:12] = (20, 30, 40)  # a stem
    page[10:30, 12] = (130, 140, 150)  # its soft edge
    palette = cq.Palette([[250, 250, 240], [20, 30, 40]])
    indices = palette.apply(page, dither="auto").indices
    assert (indices[:, :10] == 0).all()
    assert (indices[:, 13:] == 0).all()
    assert (indices[10:30, 10:12] == 1).all()
