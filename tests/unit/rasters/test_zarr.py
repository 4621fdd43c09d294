from __future__ import annotations

import base64
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zarr
from numpy.typing import NDArray
from tests.conftest import make_photo

from colorquant.errors import ImageFileError, InvalidImageError
from colorquant.rasters import new_zarr, open_raster, stored_chunks

PHOTO = make_photo(300, 400)
ALL = slice(None)


def write(path: Path, pixels: NDArray[Any], **options: Any) -> Path:
    options = {"chunks": tuple(min(64, size) for size in pixels.shape), **options}
    array = zarr.create_array(str(path), shape=pixels.shape, dtype=pixels.dtype, **options)
    array[...] = pixels
    return path


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("kind", ["|u1", "<u2", ">u2", "<f4"])
def test_a_window_is_that_part_of_the_image(tmp_path: Path, version: Any, kind: str) -> None:
    pixels = PHOTO.astype(kind)

    raster = open_raster(write(tmp_path / "a.zarr", pixels, zarr_format=version))

    assert (raster.shape, raster.tile) == ((300, 400, 3), (64, 64))
    np.testing.assert_array_equal(raster.read(slice(3, 250), slice(5, 7)), pixels[3:250, 5:7])


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ((2, 0, 1), None),
        ((2, 0, 1), ("band", "y", "x")),
        ((0, 1, 2), ("y", "x", "c")),
        ((0, 2, 1), ("Y", "channel", "X")),
        ((0, 1, 2), ("latitude", "longitude", "band")),
    ],
)
def test_channels_are_found_by_names_or_lengths(
    tmp_path: Path, order: tuple[int, ...], names: tuple[str, ...] | None
) -> None:
    path = write(tmp_path / "a.zarr", PHOTO.transpose(order), dimension_names=names)

    np.testing.assert_array_equal(open_raster(path).read(ALL, ALL), PHOTO)


def test_names_decide_where_lengths_would_mislead(tmp_path: Path) -> None:
    narrow = PHOTO[:, :3]
    names = {"_ARRAY_DIMENSIONS": ["band", "y", "x"]}
    path = write(tmp_path / "a.zarr", np.moveaxis(narrow, 2, 0), zarr_format=2, attributes=names)

    np.testing.assert_array_equal(open_raster(path).read(ALL, ALL), narrow)


def test_gray_needs_no_channels(tmp_path: Path) -> None:
    for name, pixels in (("a", PHOTO[..., 0]), ("b", PHOTO[..., :1]), ("c", PHOTO[None, ..., 0])):
        raster = open_raster(write(tmp_path / f"{name}.zarr", pixels))

        assert raster.shape == (300, 400)
        np.testing.assert_array_equal(raster.read(ALL, ALL), PHOTO[..., 0])


def test_the_only_array_of_a_group_is_meant(tmp_path: Path) -> None:
    group = zarr.open_group(str(tmp_path / "a.zarr"), mode="w")
    group.create_array("image", data=PHOTO)

    np.testing.assert_array_equal(open_raster(tmp_path / "a.zarr").read(ALL, ALL), PHOTO)


@pytest.mark.parametrize("version", ["0.4", "0.5"])
def test_the_finest_of_an_ome_zarr_is_meant(tmp_path: Path, version: str) -> None:
    scales = {"multiscales": [{"datasets": [{"path": "0"}, {"path": "1"}]}]}
    group = zarr.open_group(str(tmp_path / "a.zarr"), mode="w")
    group.attrs.update(scales if version == "0.4" else {"ome": scales})
    group.create_array("1", data=np.zeros((1, 3, 1, 4, 4), np.uint8))
    planes = np.moveaxis(PHOTO, 2, 0)[None, :, None]
    group.create_array("0", data=planes, dimension_names=("t", "c", "z", "y", "x"))

    np.testing.assert_array_equal(open_raster(tmp_path / "a.zarr").read(ALL, ALL), PHOTO)


def test_a_group_of_several_is_refused_and_they_are_named(tmp_path: Path) -> None:
    group = zarr.open_group(str(tmp_path / "a.zarr"), mode="w")
    group.create_array("red", data=PHOTO[..., 0])
    group.create_array("blue", data=PHOTO[..., 2])

    with pytest.raises(InvalidImageError, match=r"the arrays blue, red; allowed is one of them"):
        open_raster(tmp_path / "a.zarr")

    red = open_raster(tmp_path / "a.zarr" / "red")
    np.testing.assert_array_equal(red.read(ALL, ALL), PHOTO[..., 0])


@pytest.mark.parametrize("name", ["nodata", "_FillValue"])
def test_an_attribute_says_what_is_nodata(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "a.zarr", PHOTO[..., 0], attributes={name: 12})

    window = open_raster(path).read(ALL, ALL)

    np.testing.assert_array_equal(np.ma.getmaskarray(window), PHOTO[..., 0] == 12)


@pytest.mark.parametrize(
    "written", ["NaN", base64.b64encode(struct.pack("<d", float("nan"))).decode()]
)
def test_not_a_number_is_known_in_any_writing(tmp_path: Path, written: str) -> None:
    pixels = np.array([[0.5, np.nan]], np.float32)

    raster = open_raster(write(tmp_path / "a.zarr", pixels, attributes={"_FillValue": written}))

    assert np.ma.getmaskarray(raster.read(ALL, ALL)).tolist() == [[False, True]]


def test_the_fill_value_of_every_zarr_is_no_nodata(tmp_path: Path) -> None:
    raster = open_raster(write(tmp_path / "a.zarr", PHOTO, fill_value=12))

    assert raster.nodata is None


def test_indices_are_shown_as_their_colors(tmp_path: Path) -> None:
    attributes = {"palette": [[1, 2, 3], [4, 5, 6]], "nodata": 2}
    pixels = np.array([[0, 1, 2]], np.uint8)

    window = open_raster(write(tmp_path / "a.zarr", pixels, attributes=attributes)).read(ALL, ALL)

    assert np.ma.getdata(window)[0, :2].tolist() == [[1, 2, 3], [4, 5, 6]]
    assert np.ma.getmaskarray(window)[0, :, 0].tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("shape", "options", "said"),
    [
        ((30, 40, 5), {}, r"shape of .* is \(30, 40, 5\); allowed are"),
        ((30,), {}, r"shape of .* is \(30,\); allowed are"),
        ((2, 3, 30, 40), {}, r"\(2, 3, 30, 40\); allowed are"),
        ((30, 40), {"dtype": "i4"}, "is int32; allowed are bool"),
        ((30, 40), {"attributes": {"nodata": "none"}}, "is 'none'; allowed is a number"),
        ((30, 40), {"attributes": {"palette": [[1, 2], [3]]}}, "is no palette; allowed are"),
        ((30, 40), {"attributes": {"palette": [[1, 2, 300]]}}, "is no palette; allowed are"),
        ((30, 40), {"attributes": {"palette": "red"}}, "is no palette; allowed are"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    tmp_path: Path, shape: tuple[int, ...], options: dict[str, Any], said: str
) -> None:
    pixels = np.zeros(shape, options.pop("dtype", "u1"))

    with pytest.raises(InvalidImageError, match=said):
        open_raster(write(tmp_path / "a.zarr", pixels, **options))


def test_a_damaged_description_is_one_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zarr", PHOTO)
    (path / "zarr.json").write_text('{"zarr_format": 3, "node_type": "array"}')

    with pytest.raises(ImageFileError, match=r"a\.zarr cannot be read: "):
        open_raster(path)


def test_a_damaged_chunk_is_one_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zarr", PHOTO)
    (path / "c" / "0" / "0" / "0").write_bytes(b"nothing of the kind")

    with pytest.raises(ImageFileError, match=r"a\.zarr cannot be read: "):
        open_raster(path).read(slice(9), slice(9))


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
