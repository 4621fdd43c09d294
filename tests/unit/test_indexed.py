import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq


def test_array_and_pillow_image_show_the_same(photo: NDArray[np.uint8]) -> None:
    indexed = cq.quantize(photo, 20)
    array = indexed.to_array()
    np.testing.assert_array_equal(array, indexed.palette.colors[indexed.indices])
    np.testing.assert_array_equal(np.asarray(indexed.to_pillow().convert("RGB")), array)


def test_psnr_follows_from_the_distortion(photo: NDArray[np.uint8]) -> None:
    indexed = cq.quantize(photo, 20)
    expected = 10 * math.log10(255**2 / (indexed.distortion / 3))
    assert indexed.psnr == pytest.approx(expected)


def test_lossless_has_infinite_psnr() -> None:
    assert cq.quantize(np.zeros((2, 2, 3), np.uint8), 4).psnr == math.inf


def test_pillow_takes_no_more_than_256_colors(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidPaletteError, match="at most 256 colours; got 300"):
        cq.quantize(photo, 300).to_pillow()


@pytest.mark.parametrize("suffix", [".png", ".gif", ".PNG"])
def test_saved_file_shows_the_same(photo: NDArray[np.uint8], tmp_path: Path, suffix: str) -> None:
    indexed = cq.quantize(photo, 20)
    indexed.save(tmp_path / f"out{suffix}")
    with Image.open(tmp_path / f"out{suffix}") as image:
        assert image.mode == "P"
        np.testing.assert_array_equal(np.asarray(image.convert("RGB")), indexed.to_array())


@pytest.mark.parametrize("n", [20, 300])
def test_saved_png_shows_the_same_transparency(
    photo: NDArray[np.uint8], tmp_path: Path, n: int
) -> None:
    indexed = cq.quantize(np.dstack([photo, photo[..., 0]]), n)
    indexed.save(tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as image:
        np.testing.assert_array_equal(np.asarray(image.convert("RGBA")), indexed.to_array())


def test_pillow_image_has_the_transparency(photo: NDArray[np.uint8]) -> None:
    indexed = cq.quantize(np.dstack([photo, photo[..., 0]]), 20)
    shown = np.asarray(indexed.to_pillow().convert("RGBA"))
    np.testing.assert_array_equal(shown, indexed.to_array())
