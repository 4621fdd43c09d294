"""What was asked of a comparison."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from colorquant.compare import compare
from colorquant.compare.request import Request, path_of
from colorquant.quantizer import Quantizer


def test_a_comparison_remembers_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "a photo.png"
    Image.effect_noise((8, 8), 50).save(path)

    request = compare(path, 4, methods=["random"], sample=9, effort="fast", seed=2).request

    plan = Quantizer(4, effort="fast", seed=2, dither="none")
    assert request == Request(str(path), plan, ("random",), 9)
    assert request.name == "a photo.png"


@pytest.mark.parametrize("image", [np.zeros((2, 2), np.uint8), Image.new("L", (2, 2))])
def test_what_is_no_file_has_no_path(image: np.ndarray | Image.Image) -> None:
    assert path_of(image) is None
    assert compare(image, 4).request.name == "An image"
