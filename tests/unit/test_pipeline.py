from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq


def test_is_count_fit_and_apply(photo: NDArray[np.uint8]) -> None:
    result = cq.quantize(photo, 12, effort="best", seed=5)
    palette = cq.KMeans(12, effort="best", seed=5).fit(cq.ColorHistogram.from_image(photo))
    assert result.palette == palette
    np.testing.assert_array_equal(result.indices, palette.apply(photo).indices)


def test_takes_arrays_pillow_images_and_paths(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    image = Image.fromarray(photo)
    image.save(tmp_path / "photo.png")
    opaque = np.dstack([photo, np.full(photo.shape[:2], 255, np.uint8)])
    expected = cq.quantize(photo, 9)
    for source in (image, tmp_path / "photo.png", str(tmp_path / "photo.png"), opaque):
        result = cq.quantize(source, 9)
        assert result.palette == expected.palette
        np.testing.assert_array_equal(result.indices, expected.indices)


def test_wide_indices_above_256_colors(photo: NDArray[np.uint8]) -> None:
    assert cq.quantize(photo, 256).indices.dtype == np.uint8
    assert cq.quantize(photo, 257).indices.dtype == np.uint16


@pytest.mark.parametrize("n", [0, -3, 70_000, "many", 2.5, None, True])
def test_number_of_colors_out_of_range_is_refused(photo: NDArray[np.uint8], n: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="allowed is a whole number from 1 to 65,536"):
        cq.quantize(photo, n)  # type: ignore[arg-type]


def test_unknown_effort_is_refused(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match="'heroic'; allowed are fast, balanced, best"):
        cq.quantize(photo, 4, effort="heroic")  # type: ignore[arg-type]
