import shutil
from pathlib import Path

import numpy as np
import pytest
from benchmarks.batch import WAYS, Outcome, run_once, table
from numpy.typing import NDArray
from PIL import Image


def test_the_table_has_the_median_of_the_seconds() -> None:
    outcome = Outcome([3.0, 1.0, 2.0], byte_count=1_000_000, distortion=12.0, low_passed=0.5)
    row = table({"one way": outcome}).splitlines()[-1]
    assert row.split() == ["one", "way", "2.00", "1,000,000", "12.00", "0.500"]


@pytest.mark.parametrize("way", [way for way in WAYS if "fast" not in way])
def test_images_are_reduced_and_measured(
    photo: NDArray[np.uint8], tmp_path: Path, way: str
) -> None:
    if way.startswith("pngquant") and shutil.which("pngquant") is None:
        pytest.skip("needs pngquant")
    Image.fromarray(photo).save(tmp_path / "photo.png")
    outcome = Outcome()
    run_once(WAYS[way], 8, [tmp_path / "photo.png"], outcome)
    assert len(outcome.seconds) == 1
    assert 100 < outcome.byte_count < 10_000
    assert outcome.distortion > outcome.low_passed > 0
