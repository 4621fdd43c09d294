"""What holds for images with alpha, of 16 bits and in every working space."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from tests import oracle

import colorquant as cq
from colorquant._validation import EFFORTS, Effort
from colorquant.color import SPACES, PointSpace
from colorquant.pixels import to_8_bits

Pixels = NDArray[np.uint8] | NDArray[np.uint16]

shapes = st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(4))
# Few levels make many equal colors and ties; 257 and 65,535 are next to each other in 8 bits, too.
levels = {np.uint8: st.sampled_from([0, 1, 2, 254, 255]), np.uint16: st.integers(0, 600)}
images = st.one_of(
    *(hnp.arrays(dtype, shapes) for dtype in levels),
    *(hnp.arrays(dtype, shapes, elements=few) for dtype, few in levels.items()),
)
numbers = st.integers(1, 40)
spaces = st.sampled_from(sorted(SPACES))


def visible(image: Pixels) -> Pixels:
    shown = image.copy()
    shown[shown[..., 3] == 0] = 0
    return shown


@given(images, numbers, st.sampled_from(EFFORTS))
@example(np.array([[[0, 299, 299, 299], [299, 299, 110, 299]]], np.uint16), 2, "fast")
@settings(max_examples=150)
def test_exactly_as_many_colors_as_asked_or_there(image: Pixels, n: int, effort: Effort) -> None:
    distinct = len(np.unique(visible(to_8_bits(image)).reshape(-1, 4), axis=0))
    result = cq.quantize(image, n, effort=effort, dither="none")
    assert len(result.palette) == len(np.unique(result.indices))
    if image.dtype == np.uint8:
        assert len(result.palette) == min(n, distinct)
    else:  # of 16-bit colors, some round to an entry that is the nearest to none
        assert len(result.palette) <= min(n, distinct)
    if image.dtype == np.uint8 and distinct <= n:
        shown = cq.image.as_image(image)
        np.testing.assert_array_equal(result.to_array(), shown)


@given(images, numbers, spaces)
@settings(max_examples=150)
def test_nearest_is_nearest(image: Pixels, n: int, space: str) -> None:
    result = cq.quantize(image, n, effort="fast", space=space, dither="none")
    pixels = cq.image.as_image(image)
    alpha = pixels.shape[2] == 4 or result.palette.colors.shape[1] == 4
    points = PointSpace(SPACES[space], alpha)
    distances = oracle.squared_distances(
        points.points(pixels.reshape(-1, pixels.shape[2])),
        points.points(result.palette.colors).astype(np.float64),
    )
    chosen = np.take_along_axis(distances, result.indices.reshape(-1, 1).astype(int), axis=1)
    np.testing.assert_array_equal(chosen[:, 0], distances.min(axis=1))
    assert result.distortion == cq.metrics.distortion(image, result.to_array())


@given(images, numbers)
def test_fully_transparent_pixels_stay_so(image: Pixels, n: int) -> None:
    result = cq.quantize(image, n + 1)
    clear = image[..., 3] == 0
    if clear.any():
        assert not result.to_array()[clear].any()


@given(images, images)
def test_histograms_of_all_kinds_add_in_any_order(a: Pixels, b: Pixels) -> None:
    first, second = (cq.ColorHistogram.from_image(image) for image in (a, b))
    assert first + second == second + first
    assert (first + second).pixel_count == first.pixel_count + second.pixel_count


@given(images, numbers, spaces)
def test_a_mask_of_one_level_changes_no_pixel(image: Pixels, n: int, space: str) -> None:
    white = np.full(image.shape[:2], 255, np.uint8)
    masked = cq.quantize(image, n, space=space, weights=white, dither="none")
    plain = cq.quantize(image, n, space=space, dither="none")
    np.testing.assert_array_equal(masked.to_array(), plain.to_array())
