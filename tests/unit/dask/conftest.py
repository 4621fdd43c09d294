"""A photo in a Zarr, in blocks, and in memory."""

from pathlib import Path
from typing import Any

import dask.array as da
import numpy as np
import pytest
import zarr
from numpy.typing import NDArray
from tests.conftest import make_photo


@pytest.fixture(scope="session")
def pixels() -> NDArray[np.uint8]:
    return make_photo(190, 230)


@pytest.fixture
def blocks(pixels: NDArray[np.uint8]) -> Any:
    return da.from_array(pixels, chunks=(64, 100, 2))


@pytest.fixture
def stored(pixels: NDArray[np.uint8], tmp_path: Path) -> Path:
    path = tmp_path / "in.zarr"
    zarr.create_array(str(path), shape=pixels.shape, chunks=(64, 64, 3), dtype="u1")[...] = pixels
    return path
