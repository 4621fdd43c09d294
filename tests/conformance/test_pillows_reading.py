"""GIFs, an animated PNG and screenshots: the first frame as Pillow shows it."""

import warnings
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.shared_images import shared_images

import colorquant as cq
from colorquant.image import load_image

IMAGES = [
    *shared_images("gif/*/*.gif"),
    *shared_images("gif/*.png"),
    *shared_images("screenshots/*"),
]


@pytest.mark.parametrize("path", IMAGES)
def test_an_image_is_what_pillow_shows(path: Path) -> None:
    with Image.open(path) as image:
        shown = np.array(image.convert("RGBA"))
        frames = getattr(image, "n_frames", 1)
    shown[shown[..., 3] == 0] = 0
    with warnings.catch_warnings(record=True) as notes:
        warnings.simplefilter("always")
        pixels = load_image(path).pixels

    np.testing.assert_array_equal(pixels, shown[..., : pixels.shape[2]])
    assert (shown[..., pixels.shape[2] :] == 255).all()
    assert [note.category for note in notes] == [cq.ColorQuantWarning] * (frames > 1)
