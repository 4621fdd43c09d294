"""Indices into files: whole or not there, and read back right."""

from pathlib import Path
from typing import Any

import dask.array as da
import numpy as np
import pytest
import tifffile
import zarr
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
import colorquant.dask
from colorquant.errors import ImageFileError, InvalidImageError, InvalidOptionError

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def palette(pixels: Pixels) -> cq.Palette:
    return cq.quantize(pixels, 20).palette


@pytest.mark.parametrize("chunks", [(64, 100), (190, 230), ((100, 90), (30, 200)), (190, 1)])
def test_a_zarr_holds_the_indices(
    pixels: Pixels, palette: cq.Palette, tmp_path: Path, chunks: Any
) -> None:
    array = da.from_array(pixels, chunks=(*chunks, 3))

    colorquant.dask.write(palette, array, tmp_path / "o.zarr")

    written = zarr.open_array(str(tmp_path / "o.zarr"), mode="r")
    np.testing.assert_array_equal(
        np.asarray(written[...]), palette.apply(pixels, dither="none").indices
    )
    assert written.dtype == np.uint8
    assert written.attrs.asdict() == {"palette": palette.colors.tolist(), "space": "srgb"}
    assert [path.name for path in tmp_path.iterdir()] == ["o.zarr"]


def test_many_threads_write_it_as_one_does(
    stored: Path, pixels: Pixels, palette: cq.Palette, tmp_path: Path
) -> None:
    array = da.from_array(np.tile(pixels, (3, 4, 1)), chunks=(37, 41, 3))

    colorquant.dask.write(palette, array, tmp_path / "o.zarr", threads=16)

    written = zarr.open_array(str(tmp_path / "o.zarr"), mode="r")[...]
    expected = np.tile(palette.apply(pixels, dither="none").indices, (3, 4))
    np.testing.assert_array_equal(np.asarray(written), expected)


@pytest.mark.parametrize("ending", [".tif", ".TIFF"])
def test_a_tiff_holds_the_indices_and_the_palette(
    blocks: Any, pixels: Pixels, palette: cq.Palette, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"o{ending}"

    colorquant.dask.write(palette, blocks, path)

    expected = palette.apply(pixels, dither="none")
    with Image.open(path) as image:
        np.testing.assert_array_equal(np.asarray(image), expected.indices)
        np.testing.assert_array_equal(np.asarray(image.convert("RGB")), expected.to_array())
    np.testing.assert_array_equal(tifffile.imread(path), expected.indices)


@pytest.mark.parametrize("ending", [".tif", ".zarr"])
def test_nodata_comes_back_as_nodata(
    pixels: Pixels, palette: cq.Palette, tmp_path: Path, ending: str
) -> None:
    mask = np.zeros(pixels.shape, bool)
    mask[:70, :50] = True
    masked = da.from_array(np.ma.MaskedArray(pixels, mask), chunks=(64, 100, 3), asarray=False)
    path = tmp_path / f"o{ending}"

    colorquant.dask.write(palette, masked, path)

    back = colorquant.dask.open_raster(path).compute()
    np.testing.assert_array_equal(np.ma.getmaskarray(back), mask)
    np.testing.assert_array_equal(
        back[~mask], palette.apply(pixels, dither="none").to_array()[~mask]
    )


def test_progress_goes_from_none_to_all(blocks: Any, palette: cq.Palette, tmp_path: Path) -> None:
    for name in ("o.tif", "o.zarr"):
        told: list[float] = []

        colorquant.dask.write(palette, blocks, tmp_path / name, progress=told.append)

        assert told == sorted(told)
        assert told[-1] == 1


@pytest.mark.parametrize("ending", [".tif", ".zarr"])
def test_a_failure_midway_leaves_what_was_there(
    blocks: Any, palette: cq.Palette, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"o{ending}"
    colorquant.dask.write(palette, blocks, path)
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    bad = da.concatenate([blocks / 256, da.full((1, 230, 3), 7.0)])

    with pytest.raises(InvalidImageError, match="outside 0 to 1"):
        colorquant.dask.write(palette, bad, path)

    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before


@pytest.mark.parametrize(
    ("name", "options", "error", "said"),
    [
        ("o.png", {}, InvalidOptionError, r"ends in '\.png'; allowed are"),
        ("no/o.zarr", {}, InvalidOptionError, "output folder .*no does not exist"),
        ("o.tif", {"dither": "auto"}, InvalidOptionError, "dither is 'auto'; allowed is 'none'"),
        ("o.zarr", {"scheduler": "tread"}, InvalidOptionError, "scheduler is 'tread'"),
    ],
)
def test_what_makes_no_sense_is_one_error(
    blocks: Any,
    palette: cq.Palette,
    tmp_path: Path,
    name: str,
    options: dict[str, Any],
    error: type[Exception],
    said: str,
) -> None:
    with pytest.raises(error, match=said):
        colorquant.dask.write(palette, blocks, tmp_path / name, **options)

    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_one_error(
    blocks: Any, palette: cq.Palette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("colorquant.dask.writing.new_zarr", refuse)

    with pytest.raises(ImageFileError, match=r"cannot write .*o\.zarr: No space left on device"):
        colorquant.dask.write(palette, blocks, tmp_path / "o.zarr")
