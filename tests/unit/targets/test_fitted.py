import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.targets.conftest import Beside

import colorquant as cq
from colorquant.color import SPACES


@pytest.mark.parametrize("space", SPACES)
def test_distortion_is_that_of_the_image(
    photo: NDArray[np.uint8], glass: NDArray[np.uint8], space: str, beside: Beside
) -> None:
    for image in (photo, glass, photo[..., 0], photo.astype(np.uint16) * 250):
        result = cq.quantize(image, 9, space=space)
        fitted = beside(image, result.palette)
        assert fitted.distortion == result.distortion
        np.testing.assert_array_equal(fitted.image.indices, result.indices)


def test_labels_are_those_of_mapping(photo: NDArray[np.uint8], beside: Beside) -> None:
    fitted = beside(photo, cq.quantize(photo, 9).palette)
    for color, label in zip(fitted.histogram.colors[:50], fitted.labels, strict=False):
        row, column = np.argwhere((photo == color).all(axis=2))[0]
        assert fitted.image.indices[row, column] == label


def test_what_does_not_count_is_not_measured(photo: NDArray[np.uint8]) -> None:
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:20, :40] = 255
    part = cq.quantize_to_target(photo, psnr=30, weights=mask)
    expected = cq.metrics.psnr(photo[:20, :40], part.image.to_array()[:20, :40])
    assert part.final.values["psnr"] == pytest.approx(expected)
