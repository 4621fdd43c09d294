"""What holds for every image and every number of colors."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from tests import oracle

import colorquant as cq
from colorquant._validation import EFFORTS, Effort

Pixels = NDArray[np.uint8]

shapes = st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(3))
any_colors = hnp.arrays(np.uint8, shapes)
# Few levels make many equal colors, ties and centers that round together.
few_levels = hnp.arrays(np.uint8, shapes, elements=st.integers(0, 3))
gray = hnp.arrays(np.uint8, shapes).map(lambda image: np.repeat(image[..., :1], 3, axis=2))
images = any_colors | few_levels | gray
numbers = st.integers(1, 40)
efforts = st.sampled_from(EFFORTS)

GRAY_RAMP = np.repeat(np.arange(256, dtype=np.uint8).reshape(16, 16, 1), 3, axis=2)


@given(images, numbers, efforts)
@settings(max_examples=150)
def test_exactly_as_many_colors_as_asked_or_there(image: Pixels, n: int, effort: Effort) -> None:
    distinct = len(np.unique(image.reshape(-1, 3), axis=0))
    result = cq.quantize(image, n, effort=effort, dither="none")
    assert len(result.palette) == len(np.unique(result.indices)) == min(n, distinct)
    if distinct <= n:
        np.testing.assert_array_equal(result.to_array(), image)


@given(images, numbers, efforts)
@example(GRAY_RAMP, 2, "fast")
@settings(max_examples=150)
def test_one_call_is_count_fit_and_apply(image: Pixels, n: int, effort: Effort) -> None:
    palette = cq.KMeans(n, effort=effort).fit(cq.ColorHistogram.from_image(image))
    mapped = palette.apply(image, dither="none")
    result = cq.quantize(image, n, effort=effort, dither="none")
    np.testing.assert_array_equal(result.to_array(), mapped.to_array())
    assert result.distortion == mapped.distortion


@given(images, numbers)
@settings(max_examples=150)
def test_nearest_is_nearest(image: Pixels, n: int) -> None:
    result = cq.quantize(image, n, effort="fast", dither="none")
    expected = oracle.nearest(image.reshape(-1, 3), result.palette.colors.astype(np.float64))
    np.testing.assert_array_equal(result.indices.reshape(-1), expected)
    assert result.distortion == cq.metrics.distortion(image, result.to_array())


@given(images, images)
def test_histograms_add(a: Pixels, b: Pixels) -> None:
    pixels = np.concatenate([a.reshape(-1, 3), b.reshape(-1, 3)])[np.newaxis]
    whole = cq.ColorHistogram.from_image(pixels)
    parts = cq.ColorHistogram.from_image(a), cq.ColorHistogram.from_image(b)
    assert parts[0] + parts[1] == parts[1] + parts[0] == whole


@given(images, st.integers(1, 8), st.integers(0, 2**32))
def test_lloyd_equals_the_plain_algorithm(image: Pixels, k: int, seed: int) -> None:
    histogram = cq.ColorHistogram.from_image(image)
    start = np.random.RandomState(seed % 2**32).uniform(0, 255, (k, 3))
    result = cq.fitting.lloyd(histogram, start, max_iterations=5)
    centers, labels = oracle.lloyd(histogram.colors, histogram.counts, start, 5)
    np.testing.assert_array_equal(result.centers, centers)
    np.testing.assert_array_equal(result.labels, labels)
