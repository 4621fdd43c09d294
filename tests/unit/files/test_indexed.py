import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import colorquant as cq
from colorquant.files import save_indexed


def write(path: Path, size: int) -> None:
    colors = np.stack([np.arange(size) % 256, np.arange(size) // 256, np.zeros(size)], axis=1)
    indices = np.arange(2 * size, dtype=np.uint16).reshape(2, size) % size
    save_indexed(path, indices, colors.astype(np.uint8))


@pytest.mark.parametrize(
    ("size", "depth"),
    [(1, 1), (2, 1), (3, 2), (4, 2), (5, 4), (16, 4), (17, 8), (256, 8)],
)
def test_png_has_the_smallest_depth_and_palette_that_fit(
    tmp_path: Path, size: int, depth: int
) -> None:
    write(tmp_path / "out.png", size)
    data = (tmp_path / "out.png").read_bytes()
    bit_depth, color_type = data[24], data[25]
    assert (bit_depth, color_type) == (depth, 3)
    at = data.index(b"PLTE")
    assert struct.unpack(">I", data[at - 4 : at])[0] == 3 * size


def test_png_is_true_color_above_256(tmp_path: Path) -> None:
    write(tmp_path / "out.png", 300)
    with Image.open(tmp_path / "out.png") as image:
        assert image.mode == "RGB"
        assert len(np.unique(np.asarray(image).reshape(-1, 3), axis=0)) == 300


def test_gif_above_256_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match="GIF holds at most 256 colours; got 300"):
        write(tmp_path / "out.gif", 300)
    assert not list(tmp_path.iterdir())


def test_gif_too_wide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match="at most 65,535 pixels wide"):
        save_indexed(
            tmp_path / "out.gif",
            np.zeros((1, 70_000), np.uint8),
            np.zeros((1, 3), np.uint8),
        )
