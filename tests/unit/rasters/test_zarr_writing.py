"""Zarr arrays of indices: what is written beside them."""

from pathlib import Path

import numpy as np
import pytest
import zarr

from colorquant.rasters import new_zarr, open_raster, stored_chunks

COLORS = np.array([[1, 2, 3], [4, 5, 6]], np.uint8)


def test_the_palette_is_in_the_attributes(tmp_path: Path) -> None:
    array = new_zarr(tmp_path / "a.zarr", (4, 6), (2, 3), np.uint8, COLORS, space="lab", nodata=2)
    array[:, :3] = 1

    found = zarr.open_array(str(tmp_path / "a.zarr"), mode="r")

    assert found.attrs.asdict() == {
        "palette": [[1, 2, 3], [4, 5, 6]],
        "space": "lab",
        "nodata": 2,
    }
    assert found.metadata.zarr_format == 3
    assert found.metadata.dimension_names == ("y", "x")
    assert found.chunks == (2, 3)
    assert np.asarray(found[0]).tolist() == [1, 1, 1, 2, 2, 2]


def test_it_is_read_as_the_image_that_it_shows(tmp_path: Path) -> None:
    array = new_zarr(tmp_path / "a.zarr", (1, 2), (1, 1), np.uint16, COLORS, space="srgb")
    array[...] = [[1, 0]]

    window = open_raster(tmp_path / "a.zarr").read(slice(1), slice(2))

    assert window.tolist() == [[[4, 5, 6], [1, 2, 3]]]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ((512, 8192), (512, 1024)),
        ((1280, 3000), (640, 1000)),
        ((2048, 1), (1024, 1)),
        ((1500, 4099), (750, 4099)),
    ],
)
def test_no_two_blocks_share_a_chunk(block: tuple[int, int], expected: tuple[int, int]) -> None:
    assert stored_chunks(block) == expected
