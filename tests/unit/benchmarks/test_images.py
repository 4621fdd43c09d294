"""Finding photographs by name."""

from pathlib import Path

import numpy as np
import pytest
from benchmarks.images import photos
from PIL import Image


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "holiday"
    folder.mkdir()
    Image.new("RGBA", (4, 3), (255, 0, 0, 255)).save(folder / "sea.png")
    Image.new("RGB", (4, 3)).save(folder / "hill.png")
    (folder / "notes.txt").write_text("no image")
    return folder


def test_a_folders_images_are_named_after_it(folder: Path) -> None:
    names = [photo.name for photo in photos([folder], ["holiday/*"])]

    assert names == ["holiday/hill", "holiday/sea"]


def test_an_image_is_loaded_as_rgb(folder: Path) -> None:
    [sea] = photos([folder], ["*/sea"])

    assert np.array_equal(sea.load(), np.full((3, 4, 3), (255, 0, 0), dtype=np.uint8))


def test_the_samples_are_there_without_a_folder() -> None:
    pytest.importorskip("sklearn")

    assert [photo.name for photo in photos([], ["china", "flower"])] == ["china", "flower"]
