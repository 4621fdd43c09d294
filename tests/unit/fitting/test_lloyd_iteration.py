import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle

import colorquant as cq


@pytest.mark.parametrize("k", [1, 2, 7, 40])
@pytest.mark.parametrize("threads", [1, 3])
def test_equals_the_plain_algorithm_bit_for_bit(
    photo: NDArray[np.uint8], instruction_set: str, k: int, threads: int
) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    start = histogram.colors[:: len(histogram) // k][:k].astype(np.float64)
    result = cq.fitting.lloyd(histogram, start, max_iterations=8, threads=threads)
    centers, labels = oracle.lloyd(histogram.colors, histogram.counts, start, 8)
    np.testing.assert_array_equal(result.centers, centers)
    np.testing.assert_array_equal(result.labels, labels)


def test_ends_when_nothing_moves(photo: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    first = cq.fitting.lloyd(histogram, histogram.colors[:3])
    again = cq.fitting.lloyd(histogram, first.centers)
    assert again.iterations == 1
    np.testing.assert_array_equal(again.centers, first.centers)
    assert again.distortion == first.distortion


def test_a_center_without_colors_stays(photo: NDArray[np.uint8]) -> None:
    image = np.full((2, 2, 3), 7, np.uint8)
    histogram = cq.ColorHistogram.from_image(image)
    result = cq.fitting.lloyd(histogram, [[0, 0, 0], [255, 255, 255]])
    assert result.centers.tolist() == [[7, 7, 7], [255, 255, 255]]
    assert result.distortion == 0.0


@pytest.mark.parametrize(
    "centers", [[[0.0, 0.0]], [[np.nan, 0, 0]], [[0, 0, 256]], [[-1, 0, 0]], np.empty((0, 3))]
)
def test_bad_centers_are_refused(photo: NDArray[np.uint8], centers: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="centers"):
        cq.fitting.lloyd(cq.ColorHistogram.from_image(photo), centers)  # type: ignore[arg-type]
