from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.unit.targets.conftest import Beside

import colorquant as cq
from colorquant.targets.size_of_file import SizeOfFile


def test_nothing_is_warned_of(photo: NDArray[np.uint8], tmp_path: Path, beside: Beside) -> None:
    Image.fromarray(photo).save(tmp_path / "in.png", dpi=(300, 300))
    kept = cq.load_image(tmp_path / "in.png", metadata="keep")
    result = cq.quantize(kept, 20)
    with pytest.warns(cq.ColorQuantWarning, match="left out: resolution"):
        size = len(result.encode("gif"))
    assert SizeOfFile(9.0, "gif").value(beside(kept, result.palette)) == size


@pytest.mark.parametrize("format", ["png", "gif", "webp", "bmp"])
def test_is_the_size_of_the_saved_file(
    photo: NDArray[np.uint8], tmp_path: Path, format: str, beside: Beside
) -> None:
    result = cq.quantize(photo, 20)
    result.save(tmp_path / f"saved.{format}")
    size = (tmp_path / f"saved.{format}").stat().st_size
    assert SizeOfFile(9.0, format).value(beside(photo, result.palette)) == size
