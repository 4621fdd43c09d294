"""Rasters as arrays of blocks."""

import pickle
import warnings
from pathlib import Path

import numpy as np
import pytest
import tifffile
import zarr
from numpy.typing import NDArray

import colorquant.dask
from colorquant.dask.opening import Windows
from colorquant.errors import ColorQuantWarning
from colorquant.rasters import open_raster


def test_the_array_is_the_image(stored: Path, pixels: NDArray[np.uint8]) -> None:
    array = colorquant.dask.open_raster(stored)

    assert (array.shape, array.dtype) == (pixels.shape, np.uint8)
    np.testing.assert_array_equal(array.compute(), pixels)
    np.testing.assert_array_equal(array[3:170, 100:].compute(), pixels[3:170, 100:])


@pytest.mark.parametrize("tile", [(64, 64), None], ids=["tiles", "strips"])
def test_a_tiff_is_read_by_several_threads(
    tmp_path: Path, pixels: NDArray[np.uint8], tile: tuple[int, int] | None
) -> None:
    wide = np.tile(pixels, (20, 20, 1))
    options = {"tile": tile} if tile else {"rowsperstrip": 5}
    tifffile.imwrite(tmp_path / "a.tif", wide, photometric="rgb", compression="zlib", **options)

    array = colorquant.dask.open_raster(tmp_path / "a.tif")

    assert array.npartitions > 1
    computed = array.compute(scheduler="threads", num_workers=8)
    np.testing.assert_array_equal(computed, wide)


def test_blocks_with_nodata_are_masked(tmp_path: Path, pixels: NDArray[np.uint8]) -> None:
    zarr.create_array(str(tmp_path / "a.zarr"), data=pixels[..., 0], attributes={"nodata": 12})

    array = colorquant.dask.open_raster(tmp_path / "a.zarr")

    assert isinstance(array._meta, np.ma.MaskedArray)
    assert (np.ma.getmaskarray(array.compute()) == (pixels[..., 0] == 12)).all()


def test_another_process_opens_it_anew_and_says_nothing_twice(
    tmp_path: Path, pixels: NDArray[np.uint8]
) -> None:
    five = np.dstack([pixels, pixels[..., :2]])
    tifffile.imwrite(tmp_path / "a.tif", five, photometric="rgb")
    with pytest.warns(ColorQuantWarning, match="bands"):
        windows = Windows(open_raster(tmp_path / "a.tif"))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = pickle.loads(pickle.dumps(windows))

    np.testing.assert_array_equal(again[3:9, 4:5, :], pixels[3:9, 4:5])


def test_a_file_that_changes_is_another_array(tmp_path: Path) -> None:
    names = []
    for size in (30, 40):
        tifffile.imwrite(tmp_path / "a.tif", np.zeros((size, size), np.uint8))
        names.append(colorquant.dask.open_raster(tmp_path / "a.tif").name)

    assert names[0] != names[1]
