"""Tiled TIFFs of indices: what Pillow and tifffile read of them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import ImageFileError
from colorquant.rasters import open_raster, tiff_writing, write_tiff
from colorquant.rasters.tiff_writing import regrouped

COLORS = np.random.default_rng(0).integers(0, 256, (200, 3), dtype=np.uint8)
INDICES = np.random.default_rng(1).integers(0, 200, (1100, 1300), dtype=np.uint8)


def bands(heights: tuple[int, ...] = (300, 700, 100)) -> Iterator[NDArray[np.uint8]]:
    top = 0
    for height in heights:
        yield INDICES[top : top + height]
        top += height


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_tiff(tmp_path / "out.tif", bands(), INDICES.shape, COLORS)
    return tmp_path / "out.tif"


def test_pillow_reads_the_indices_and_the_palette(written: Path) -> None:
    with Image.open(written) as image:
        assert (image.mode, image.size) == ("P", (1300, 1100))
        np.testing.assert_array_equal(np.asarray(image), INDICES)
        np.testing.assert_array_equal(np.asarray(image.convert("RGB")), COLORS[INDICES])


def test_tifffile_reads_tiles_a_color_map_and_deflate(written: Path) -> None:
    with tifffile.TiffFile(written) as file:
        page = file.pages[0]
        np.testing.assert_array_equal(page.asarray(), INDICES)
        assert (page.tilelength, page.tilewidth) == (512, 512)
        assert page.photometric.name == "PALETTE"
        assert page.compression.name == "ADOBE_DEFLATE"
        assert page.colormap.shape == (3, 256)
        np.testing.assert_array_equal(page.colormap[:, :200].T, 257 * COLORS.astype(np.uint16))
        assert not {"Software", "ImageDescription", "DateTime"} & {tag.name for tag in page.tags}
        assert not file.is_bigtiff


def test_the_same_indices_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    write_tiff(tmp_path / "again.tif", bands((1, 1099)), INDICES.shape, COLORS)

    assert (tmp_path / "again.tif").read_bytes() == written.read_bytes()


def test_nodata_has_the_tag_of_gdal(tmp_path: Path) -> None:
    write_tiff(tmp_path / "out.tif", bands(), INDICES.shape, COLORS[:150], nodata=150)

    raster = open_raster(tmp_path / "out.tif")

    assert raster.nodata == 150
    window = raster.read(slice(1100), slice(1300))
    np.testing.assert_array_equal(np.ma.getmaskarray(window)[..., 0], INDICES == 150)


def test_what_may_not_fit_in_four_gibibytes_is_a_bigtiff(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiff_writing, "_MAX_IN_CLASSIC", INDICES.size - 1)
    write_tiff(tmp_path / "out.tif", bands(), INDICES.shape, COLORS)

    with tifffile.TiffFile(tmp_path / "out.tif") as file:
        assert file.is_bigtiff
        np.testing.assert_array_equal(file.pages[0].asarray(), INDICES)


def test_a_failure_midway_leaves_what_was_there(tmp_path: Path) -> None:
    def failing() -> Iterator[NDArray[np.uint8]]:
        yield INDICES[:600]
        raise ImageFileError("the input is damaged")

    (tmp_path / "out.tif").write_text("before")

    with pytest.raises(ImageFileError, match="the input is damaged"):
        write_tiff(tmp_path / "out.tif", failing(), INDICES.shape, COLORS)

    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


@pytest.mark.parametrize("heights", [(1100,), (1, 2, 3, 1094), (512, 512, 76), (1099, 1)])
def test_bands_of_any_heights_become_ones_of_one(heights: tuple[int, ...]) -> None:
    cut = list(regrouped(bands(heights), 512))

    assert [len(band) for band in cut] == [512, 512, 76]
    np.testing.assert_array_equal(np.concatenate(cut), INDICES)
