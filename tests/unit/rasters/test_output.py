"""Outputs that cannot be are known before any work."""

from pathlib import Path

import numpy as np
import pytest
import zarr

from colorquant.errors import InvalidOptionError
from colorquant.rasters import check_raster_output

OPAQUE = np.zeros((256, 3), np.uint8)
GLASS = np.zeros((2, 4), np.uint8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    zarr.create_array(str(tmp_path / "a.zarr"), shape=(3, 4), dtype="u1")
    (tmp_path / "file.zarr").touch()
    (tmp_path / "full.zarr").mkdir()
    (tmp_path / "full.zarr" / "letters").touch()
    (tmp_path / "empty.zarr").mkdir()
    (tmp_path / "in.tif").touch()
    return tmp_path


@pytest.mark.parametrize("name", ["a.zarr", "new.ZARR", "empty.zarr", "new.tif", "in.tiff"])
def test_what_can_be_written_is_returned(folder: Path, name: str) -> None:
    path = folder / name

    assert check_raster_output(path, OPAQUE, has_nodata=False, inputs=[folder / "in.tif"]) == path


def test_a_zarr_holds_any_palette(folder: Path) -> None:
    check_raster_output(folder / "new.zarr", np.zeros((999, 4), np.uint8), has_nodata=True)


@pytest.mark.parametrize(
    ("name", "colors", "has_nodata", "said"),
    [
        ("new.png", OPAQUE, False, r"ends in '\.png'; allowed are \.tif, \.tiff, \.zarr"),
        ("new.tif", OPAQUE, True, "would hold 256 colors; allowed .* nodata are up to 255"),
        ("new.tif", np.zeros((257, 3), np.uint8), False, "hold 257 colors; .* up to 256"),
        ("new.tif", GLASS, False, "would hold colors with alpha; allowed"),
        ("in.tif", OPAQUE, False, "is the input"),
        ("a.zarr", OPAQUE, False, "is the input"),
        ("b.zarr", OPAQUE, False, "is the input"),
        ("a.zarr/b.zarr", OPAQUE, False, "is inside the input"),
        ("file.zarr", OPAQUE, False, "is a file, and no Zarr"),
        ("full.zarr", OPAQUE, False, "is a folder, and no Zarr"),
        ("no/new.zarr", OPAQUE, False, "output folder .*no does not exist"),
        ("in.tif/new.zarr", OPAQUE, False, "output folder .*in.tif is not a folder"),
    ],
)
def test_what_cannot_is_refused(
    folder: Path, name: str, colors: np.ndarray, has_nodata: bool, said: str
) -> None:
    zarr.open_group(str(folder / "b.zarr"), mode="w").create_array("0", shape=(3, 4), dtype="u1")
    inputs = [folder / "in.tif", folder / "a.zarr", folder / "b.zarr" / "0"]

    with pytest.raises(InvalidOptionError, match=said):
        check_raster_output(folder / name, colors, has_nodata=has_nodata, inputs=inputs)
