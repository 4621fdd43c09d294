from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image
from tests.conftest import make_photo

from colorquant.errors import ColorQuantWarning, ImageFileError, InvalidImageError
from colorquant.rasters import open_raster, tiff, write_tiff
from colorquant.rasters.tiff import GDAL_NODATA, count_pixels, regrouped

PHOTO = make_photo(300, 400)
DEEP = PHOTO.astype(np.uint16) * 251
TILED = {"tile": (64, 128), "compression": "zlib"}
LAYOUTS: dict[str, tuple[NDArray[Any], dict[str, Any]]] = {
    "tiles": (PHOTO, TILED),
    "tiles, LZW, planes": (PHOTO, {**TILED, "compression": "lzw", "planarconfig": "separate"}),
    "tiles, predictor": (PHOTO, {**TILED, "predictor": 2}),
    "strips": (PHOTO, {"rowsperstrip": 7, "compression": "zstd"}),
    "one plain strip": (PHOTO, {}),
    "16 bits, big-endian": (DEEP, {**TILED, "byteorder": ">"}),
    "16 bits, plain, big-endian": (DEEP, {"byteorder": ">"}),
    "BigTIFF": (PHOTO, {**TILED, "bigtiff": True}),
    "gray": (PHOTO[..., 0], TILED),
    "floats": ((PHOTO / 255).astype(np.float32), TILED),
}


def write(path: Path, pixels: NDArray[Any], **options: Any) -> Path:
    if options.get("planarconfig") == "separate":
        pixels = np.moveaxis(pixels, 2, 0)
    options = {"photometric": "rgb" if pixels.ndim == 3 else "minisblack", **options}
    tifffile.imwrite(path, pixels, **options)
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_window_is_that_part_of_the_image(tmp_path: Path, layout: str) -> None:
    pixels, options = LAYOUTS[layout]
    raster = open_raster(write(tmp_path / "a.tif", pixels, **options))

    assert raster.shape == pixels.shape
    window = raster.read(slice(37, 250), slice(0, 333))
    np.testing.assert_array_equal(window, pixels[37:250, :333])
    assert not isinstance(window, np.ma.MaskedArray)


def test_tiles_are_what_is_decoded_at_a_time(tmp_path: Path) -> None:
    assert open_raster(write(tmp_path / "a.tif", PHOTO, **TILED)).tile == (64, 128)
    strips = write(tmp_path / "b.tif", PHOTO, rowsperstrip=7, compression="zlib")
    assert open_raster(strips).tile == (7, 400)


def test_jpeg_gives_rgb(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", PHOTO, tile=(64, 64), compression="jpeg")

    window = open_raster(path).read(slice(300), slice(400))

    assert np.abs(window.astype(int) - PHOTO).mean() < 12
    assert window.shape == PHOTO.shape


@pytest.mark.parametrize("factor", [1, 256, 257])
def test_a_color_map_of_8_bits_is_known_by_any_convention(tmp_path: Path, factor: int) -> None:
    colors = np.random.default_rng(0).integers(0, 256, (3, 256)).astype(np.uint16)
    indices = PHOTO[..., 0]
    write(tmp_path / "a.tif", indices, photometric="palette", colormap=factor * colors)

    window = open_raster(tmp_path / "a.tif").read(slice(300), slice(400))

    np.testing.assert_array_equal(window, colors.T[indices])
    assert window.dtype == np.uint8


def test_a_color_map_of_16_bits_stays_one(tmp_path: Path) -> None:
    colors = np.random.default_rng(0).integers(0, 65536, (3, 256)).astype(np.uint16)
    write(tmp_path / "a.tif", PHOTO[..., 0], photometric="palette", colormap=colors)

    window = open_raster(tmp_path / "a.tif").read(slice(300), slice(400))

    np.testing.assert_array_equal(window, colors.T[PHOTO[..., 0]])


def test_a_palette_is_looked_up(tmp_path: Path) -> None:
    image = Image.fromarray(PHOTO).quantize(20)
    image.save(tmp_path / "a.tif")

    window = open_raster(tmp_path / "a.tif").read(slice(300), slice(400))

    assert window.dtype == np.uint8
    np.testing.assert_array_equal(window, np.asarray(image.convert("RGB")))


def test_bits_and_white_at_zero(tmp_path: Path) -> None:
    bits = PHOTO[..., 0] > 128
    path = write(tmp_path / "a.tif", bits, photometric="miniswhite")

    window = open_raster(path).read(slice(300), slice(400))

    np.testing.assert_array_equal(window.astype(bool), ~bits)


def test_alpha_is_a_channel(tmp_path: Path) -> None:
    pixels = np.dstack([PHOTO, PHOTO[..., :1]])
    path = write(tmp_path / "a.tif", pixels, extrasamples=["unassalpha"], **TILED)

    np.testing.assert_array_equal(open_raster(path).read(slice(9), slice(9)), pixels[:9, :9])


@pytest.mark.parametrize(("tag", "nodata"), [("0", 0), ("12.0", 12), ("nan", None), ("-1", None)])
def test_nodata_of_gdal_is_masked(tmp_path: Path, tag: str, nodata: int | None) -> None:
    path = write(tmp_path / "a.tif", PHOTO[..., 0], extratags=[(GDAL_NODATA, 2, 0, tag, True)])

    raster = open_raster(path)

    assert raster.nodata == nodata
    window = raster.read(slice(300), slice(400))
    if nodata is not None:
        np.testing.assert_array_equal(np.ma.getmaskarray(window), PHOTO[..., 0] == nodata)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"extratags": [(34675, 7, 4, b"icc!", True)]}, "color profile of .* is left out"),
        ({"extratags": [(274, 3, 1, 2, True)]}, "turned or mirrored"),
        ({"extratags": [(274, 3, 1, 6, True)]}, "turned or mirrored"),
        ({"channels": 5}, "has 2 bands that are neither"),
        ({"pages": 2}, "has several images; the first"),
        ({"mask": 4}, "has a mask"),
        ({"mask": 5}, "has a mask"),  # of a smaller version
    ],
)
def test_what_is_left_out_is_said(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    path, pixels = tmp_path / "a.tif", np.dstack([PHOTO, PHOTO[..., :2]])
    with tifffile.TiffWriter(path) as writer:
        tags = options.get("extratags", [])
        writer.write(pixels[..., : options.get("channels", 3)], photometric="rgb", extratags=tags)
        if "pages" in options or "mask" in options:
            kind = options.get("mask", 0)
            second = PHOTO[..., 0] > 128
            writer.write(second, photometric="minisblack", subfiletype=kind)

    with pytest.warns(ColorQuantWarning, match=said):
        raster = open_raster(path)

    np.testing.assert_array_equal(raster.read(slice(300), slice(400)), PHOTO)


def test_smaller_versions_of_the_image_are_no_loss(tmp_path: Path) -> None:
    with tifffile.TiffWriter(tmp_path / "a.tif") as writer:
        writer.write(PHOTO, photometric="rgb", **TILED)
        writer.write(PHOTO[::2, ::2], photometric="rgb", subfiletype=1, **TILED)

    assert open_raster(tmp_path / "a.tif").shape == PHOTO.shape


def test_tiles_that_are_not_there_are_nodata(tmp_path: Path) -> None:
    def tiles() -> Any:
        yield PHOTO[:64, :128, 0].copy()
        yield from [None] * 19

    with tifffile.TiffWriter(tmp_path / "a.tif") as writer:
        tags = [(GDAL_NODATA, 2, 0, "0", True)]
        writer.write(tiles(), shape=(300, 400), dtype=np.uint8, extratags=tags, **TILED)

    window = open_raster(tmp_path / "a.tif").read(slice(300), slice(400))

    assert np.ma.getmaskarray(window)[64:].all()
    np.testing.assert_array_equal(window[:64, :128].data, PHOTO[:64, :128, 0])


@pytest.mark.parametrize(
    ("pixels", "options", "said"),
    [
        (PHOTO.astype(np.int16), {}, "is int16; allowed are bool, uint8"),
        (np.dstack([PHOTO, PHOTO[..., 0]]), {"photometric": "separated"}, "interpretation"),
        (np.dstack([PHOTO, PHOTO[..., 0]]), {"extrasamples": ["assocalpha"]}, "multiplied by"),
        (PHOTO[..., 0], {"extratags": [(GDAL_NODATA, 2, 0, "x", True)]}, "nodata of .* is 'x'"),
        (np.stack([PHOTO[..., 0]] * 64), {"volumetric": True, "tile": (16, 64, 64)}, "the axes"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    tmp_path: Path, pixels: NDArray[Any], options: dict[str, Any], said: str
) -> None:
    if "volumetric" in options:
        options = {**options, "photometric": "minisblack"}

    with pytest.raises(InvalidImageError, match=said):
        open_raster(write(tmp_path / "a.tif", pixels, **options))


@pytest.mark.parametrize("content", [b"", b"II*\0", b"no tiff at all", b"II*\0\xff\xff\xff\x7f"])
def test_a_file_that_is_no_tiff_is_one_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tif").write_bytes(content)

    with pytest.raises(ImageFileError, match=r"a\.tif cannot be read: "):
        open_raster(tmp_path / "a.tif")


def test_damaged_tiles_are_one_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", PHOTO, **TILED)
    data = bytearray(path.read_bytes())
    data[2000:60000] = bytes(58000)
    path.write_bytes(data)

    with pytest.raises(ImageFileError, match=r"a\.tif cannot be read: "):
        open_raster(path).read(slice(300), slice(400))


def test_pixels_are_counted_without_reading_them(tmp_path: Path) -> None:
    assert count_pixels(write(tmp_path / "a.tif", PHOTO)) == 120_000
    (tmp_path / "b.tif").write_bytes(b"no tiff")
    assert count_pixels(tmp_path / "b.tif") == 0


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
    monkeypatch.setattr(tiff, "_MAX_IN_CLASSIC", INDICES.size - 1)
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
