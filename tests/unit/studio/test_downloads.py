"""Downloads: the same bytes as the library's files, and sensible names."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.studio import hold

import colorquant as cq
from colorquant.errors import InvalidOptionError
from colorquant.studio.downloads import (
    PALETTE_SUFFIXES,
    mask_file,
    mask_name,
    name_for,
    palette_file,
)


def test_names_are_those_of_the_command_line() -> None:
    assert name_for("a photo.jpeg", "gif") == "a photo-cq.gif"
    assert mask_name("photo.jpg") == "photo-mask.png"
    assert name_for(".png", "png") == ".png-cq.png"


@pytest.mark.parametrize("suffix", PALETTE_SUFFIXES)
def test_a_palette_file_is_what_the_library_writes(suffix: str, tmp_path: Path) -> None:
    palette = cq.Palette([(255, 0, 0), (0, 0, 255)])

    palette.save(tmp_path / f"photo-cq.{suffix}")

    written = (tmp_path / f"photo-cq.{suffix}").read_bytes()
    assert palette_file(palette, "photo.jpg", suffix) == written


def test_another_format_is_refused() -> None:
    with pytest.raises(InvalidOptionError, match="gpl"):
        palette_file(cq.Palette([(255, 0, 0)]), "photo.jpg", "exe")


def test_a_mask_is_a_gray_png_of_the_image_s_size(small: np.ndarray) -> None:
    image = hold(small)
    image.paint(np.array([[26, 255]], np.uint8))

    opened = Image.open(io.BytesIO(mask_file(image)))

    assert (opened.format, opened.mode, opened.size) == ("PNG", "L", (32, 24))


def test_without_a_mask_there_is_no_file(small: np.ndarray) -> None:
    with pytest.raises(InvalidOptionError, match="no mask"):
        mask_file(hold(small))
