"""The PNG Suite: every color type, depth, filter and chunk, read as another decoder reads it."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.shared_images import shared_images

import colorquant as cq
from colorquant.image import Pixels, load_image

png = pytest.importorskip("png", reason="pypng, the other decoder, is not installed")


def straight_16_bits(pixels: NDArray[np.uint64], highest: int) -> NDArray[np.uint64]:
    """Return pixels (h, w, 1 to 4) as (h, w, 4) of 0 to 65535; 0 where there is no opacity."""
    pixels = pixels * 65535 // highest
    color = pixels[..., : 3 if pixels.shape[2] > 2 else 1]
    opaque = np.full_like(pixels[..., :1], 65535)
    alpha = opaque if pixels.shape[2] % 2 else pixels[..., -1:]
    result = np.concatenate([np.broadcast_to(color, (*color.shape[:2], 3)), alpha], axis=-1)
    return np.where(alpha > 0, result, 0)


def decoded_by_pypng(path: Path) -> NDArray[np.uint64]:
    reader = png.Reader(bytes=path.read_bytes())
    reader.preamble()
    reader.sbit = None  # else it would drop the bits that are said to be of no significance
    width, height, rows, info = reader.asDirect()
    pixels = np.array([list(row) for row in rows], dtype=np.uint64)
    return straight_16_bits(
        pixels.reshape(height, width, info["planes"]), 2 ** info["bitdepth"] - 1
    )


def as_integers(pixels: Pixels) -> NDArray[np.uint64]:
    wide = pixels.astype(np.uint64)
    return straight_16_bits(wide if wide.ndim == 3 else wide[..., None], np.iinfo(pixels.dtype).max)


@pytest.mark.parametrize("path", shared_images("pngsuite/[!x]*.png"))
def test_a_png_is_read_at_all_its_bits(path: Path) -> None:
    picture = load_image(path)

    np.testing.assert_array_equal(as_integers(picture.pixels), decoded_by_pypng(path))
    assert (picture.indexed is not None) == (path.stem[4:6] == "3p")


@pytest.mark.parametrize("path", shared_images("pngsuite/x*.png"))
def test_a_broken_png_is_refused_in_one_line(path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match=path.name) as refusal:
        load_image(path)

    assert "\n" not in str(refusal.value)
