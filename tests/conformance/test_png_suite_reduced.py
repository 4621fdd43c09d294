"""The PNG Suite, reduced and written: what comes out shows what went in."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.shared_images import shared_images

import colorquant as cq
from colorquant.image import as_image
from colorquant.pixels import as_colors, to_8_bits, with_alpha, without_hidden


def shown_at_8_bits(path: Path) -> NDArray[np.uint8]:
    """Return (n, 4) the pixels that a palette of 8 bits can show at best."""
    return to_8_bits(without_hidden(to_8_bits(with_alpha(as_colors(as_image(path))))))


@pytest.mark.parametrize("path", shared_images("pngsuite/[!x]*.png"))
@pytest.mark.parametrize("n", [16, 256])
def test_a_png_comes_out_right(path: Path, n: int, tmp_path: Path) -> None:
    original = shown_at_8_bits(path)
    distinct = len(np.unique(original, axis=0))

    cq.quantize(path, n, dither="none").save(tmp_path / "once.png")
    cq.quantize(tmp_path / "once.png", n).save(tmp_path / "twice.png")

    reduced = shown_at_8_bits(tmp_path / "once.png")
    assert len(np.unique(reduced, axis=0)) == min(n, distinct)
    if distinct <= n:
        np.testing.assert_array_equal(reduced, original)
    assert (tmp_path / "once.png").read_bytes() == (tmp_path / "twice.png").read_bytes()


@pytest.mark.parametrize("path", shared_images("pngsuite/[!x]*.png"))
def test_a_dithered_png_has_no_more_colors_and_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    original = shown_at_8_bits(path)

    cq.quantize(path, 16).save(tmp_path / "once.png")
    cq.quantize(tmp_path / "once.png", 16).save(tmp_path / "twice.png")

    reduced = shown_at_8_bits(tmp_path / "once.png")
    assert len(np.unique(reduced, axis=0)) <= 16
    if len(np.unique(original, axis=0)) <= 16:
        np.testing.assert_array_equal(reduced, original)
    np.testing.assert_array_equal(shown_at_8_bits(tmp_path / "twice.png"), reduced)


@pytest.mark.parametrize("path", shared_images("pngsuite/x*.png"))
def test_a_broken_png_leaves_nothing(path: Path, tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError):
        cq.quantize(path, 16).save(tmp_path / "out.png")

    assert not list(tmp_path.iterdir())
