"""The maker of large arrays, on a small one."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zarr
from benchmarks.rasters import make_zarr


@pytest.fixture
def made(tmp_path: Path) -> Any:
    make_zarr(tmp_path / "a.zarr", 1, width=1000, band=250)
    return zarr.open_array(str(tmp_path / "a.zarr"), mode="r")


def test_it_is_as_large_as_it_should_be(made: Any) -> None:
    assert made.shape == (1000, 1000, 3)
    assert made.chunks == (250, 1000, 3)


def test_no_two_bands_are_alike(made: Any) -> None:
    pixels = np.asarray(made[...])

    assert not np.array_equal(pixels[:250], pixels[250:500])
    assert len(np.unique(pixels[::5].reshape(-1, 3), axis=0)) > 10_000
