from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.files import open_image


def test_opens_and_decodes(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    Image.fromarray(photo).save(tmp_path / "photo.png")
    np.testing.assert_array_equal(np.asarray(open_image(tmp_path / "photo.png")), photo)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match="does not exist"):
        open_image(tmp_path / "none.png")


@pytest.mark.parametrize("name", ["x" * 300, "null\0.png"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(cq.ImageFileError, match="cannot be read"):
        open_image(tmp_path / name)


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match="is a folder"):
        open_image(tmp_path)


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    with pytest.raises(cq.ImageFileError, match="is empty"):
        open_image(tmp_path / "empty.png")


def test_text_named_png(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("not a picture")
    with pytest.raises(cq.ImageFileError, match="is not an image"):
        open_image(tmp_path / "text.png")


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_truncated(photo: NDArray[np.uint8], tmp_path: Path, kept: float) -> None:
    Image.fromarray(photo).save(tmp_path / "whole.png")
    data = (tmp_path / "whole.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(data[: int(kept * len(data))])
    with pytest.raises(cq.ImageFileError, match="cannot be decoded"):
        open_image(tmp_path / "cut.png")


def test_more_pixels_than_pillow_allows(
    photo: NDArray[np.uint8], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.fromarray(photo).save(tmp_path / "photo.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(cq.ImageFileError, match="limit of 2,000"):
        open_image(tmp_path / "photo.png")
