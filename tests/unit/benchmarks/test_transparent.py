"""Images with transparency, made and found."""

from pathlib import Path

import numpy as np
import pytest
from benchmarks.transparent import MADE, transparent_images
from PIL import Image


@pytest.mark.parametrize("name", MADE)
def test_made_images_have_every_kind_of_opacity(name: str) -> None:
    image = MADE[name]()

    assert image.dtype == np.uint8
    assert image.shape[2] == 4
    assert image[..., 3].min() == 0
    assert image[..., 3].max() == 255
    assert len(np.unique(image[..., 3])) > 50


def test_only_images_with_transparency_are_taken_from_a_folder(tmp_path: Path) -> None:
    Image.new("RGBA", (2, 2), (1, 2, 3, 4)).save(tmp_path / "clear.png")
    Image.new("RGBA", (2, 2), (1, 2, 3, 255)).save(tmp_path / "opaque.png")

    assert list(transparent_images(tmp_path)) == [*MADE, f"{tmp_path.name}/clear"]
