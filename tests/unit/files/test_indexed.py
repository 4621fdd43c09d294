import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import colorquant as cq
from colorquant.files import check_indexed_output, save_indexed


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
    with pytest.raises(cq.InvalidOptionError, match=r"out.gif would hold 300 colours; .* 256"):
        write(tmp_path / "out.gif", 300)
    assert not list(tmp_path.iterdir())


def test_gif_too_wide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cq.InvalidImageError, match=r"70,000 x 1 pixels; .* at most 65,535 a side"):
        save_indexed(
            tmp_path / "out.gif",
            np.zeros((1, 70_000), np.uint8),
            np.zeros((1, 3), np.uint8),
        )
    assert not list(tmp_path.iterdir())


def test_what_fits_is_known_before_any_work(tmp_path: Path) -> None:
    assert check_indexed_output(tmp_path / "out.gif", 256) == tmp_path / "out.gif"
    assert check_indexed_output(tmp_path / "out.png", 65_536) == tmp_path / "out.png"
    with pytest.raises(cq.InvalidOptionError, match=r"257 colours; allowed in a \.GIF file"):
        check_indexed_output(tmp_path / "out.GIF", 257)
    with pytest.raises(cq.InvalidOptionError, match=r"allowed are \.gif, \.png"):
        check_indexed_output(tmp_path / "out.jpg", 2)
