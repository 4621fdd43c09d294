"""Which files are rasters, and what is said of the others."""

from pathlib import Path

import numpy as np
import pytest
import tifffile
import zarr

from colorquant.errors import ImageFileError, InvalidOptionError
from colorquant.rasters import formats, is_large, is_zarr, open_raster


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tifffile.imwrite(tmp_path / "small.tif", np.zeros((30, 40), np.uint8))
    zarr.create_array(str(tmp_path / "a.zarr"), shape=(3, 4), dtype="u1", chunks=(2, 2))
    zarr.create_array(str(tmp_path / "old"), shape=(3, 4), dtype="u1", zarr_format=2)
    zarr.open_group(str(tmp_path / "group"), mode="w")
    (tmp_path / "empty").mkdir()
    (tmp_path / "photo.png").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.zarr", True), ("old", True), ("group", True), ("empty", False), ("small.tif", False)],
)
def test_a_zarr_is_known_by_what_is_in_it(folder: Path, name: str, expected: bool) -> None:
    assert is_zarr(folder / name) == expected


def test_a_zarr_and_a_large_tiff_are_read_piece_by_piece(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("a.zarr", "small.tif", "photo.png", "empty", "no.tif")

    assert [is_large(folder / name) for name in names] == [True, False, False, False, False]
    monkeypatch.setattr(formats, "LARGE", 1199)
    assert is_large(folder / "small.tif")


def test_the_format_is_that_of_the_ending(folder: Path) -> None:
    (folder / "small.tif").rename(folder / "small.TIFF")

    assert open_raster(folder / "small.TIFF").shape == (30, 40)
    assert open_raster(str(folder / "old")).shape == (3, 4)


def test_its_path_holds_wherever_the_process_goes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    assert open_raster("a.zarr").path == folder / "a.zarr"


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("photo.png", InvalidOptionError, r"ends in '\.png'; allowed are \.tif, \.tiff, \.zarr"),
        ("no.tif", ImageFileError, r"no\.tif does not exist"),
        ("no.zarr", ImageFileError, r"no\.zarr does not exist"),
        ("empty", ImageFileError, "empty is a folder, and no Zarr"),
    ],
)
def test_what_is_no_raster_is_said(
    folder: Path, name: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        open_raster(folder / name)
