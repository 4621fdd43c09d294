import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.metrics.light import lab_of_light, light_of
from colorquant.metrics.smoothing import tiles


def test_lab_of_the_light_of_an_image_is_its_lab(photo: NDArray[np.uint8]) -> None:
    height, width = photo.shape[:2]
    [tile] = tiles(height, width, 0)
    rows, columns = np.ix_(tile.rows, tile.columns)
    expected = cq.color.get_space("lab").from_srgb(photo[rows, columns].reshape(-1, 3) / 255.0)

    lab = lab_of_light(light_of(photo, tile))

    assert lab.reshape(-1, 3) == pytest.approx(expected)


def test_gray_and_deep_images_are_the_same_light() -> None:
    gray = np.arange(256, dtype=np.uint8).reshape(16, 16)
    [tile] = tiles(16, 16, 2)
    expected = light_of(np.stack([gray] * 3, -1), tile)

    assert expected.shape == (len(tile.rows), len(tile.columns), 3)
    np.testing.assert_array_equal(light_of(gray, tile), expected)
    np.testing.assert_allclose(light_of(gray * np.uint16(257), tile), expected)
