import io
import math
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.files import Compression
from colorquant.rendering import data_uri


def test_array_and_pillow_image_show_the_same(photo: NDArray[np.uint8]) -> None:
    indexed = cq.quantize(photo, 20)
    array = indexed.to_array()
    np.testing.assert_array_equal(array, indexed.palette.colors[indexed.indices])
    np.testing.assert_array_equal(np.asarray(indexed.to_pillow().convert("RGB")), array)


def test_psnr_follows_from_the_distortion(photo: NDArray[np.uint8]) -> None:
    indexed = cq.quantize(photo, 20)
    expected = 10 * math.log10(255**2 / (indexed.distortion / 3))
    assert indexed.psnr == pytest.approx(expected)


def test_lossless_has_infinite_psnr() -> None:
    assert cq.quantize(np.zeros((2, 2, 3), np.uint8), 4).psnr == math.inf


def test_pillow_takes_no_more_than_256_colors(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidPaletteError, match="at most 256 colors; got 300"):
        cq.quantize(photo, 300).to_pillow()


@pytest.mark.parametrize("suffix", [".png", ".gif", ".PNG"])
def test_saved_file_shows_the_same(photo: NDArray[np.uint8], tmp_path: Path, suffix: str) -> None:
    indexed = cq.quantize(photo, 20)
    indexed.save(tmp_path / f"out{suffix}")
    with Image.open(tmp_path / f"out{suffix}") as image:
        assert image.mode == "P"
        np.testing.assert_array_equal(np.asarray(image.convert("RGB")), indexed.to_array())


@pytest.mark.parametrize("n", [20, 300])
def test_saved_png_shows_the_same_transparency(
    photo: NDArray[np.uint8], tmp_path: Path, n: int
) -> None:
    indexed = cq.quantize(np.dstack([photo, photo[..., 0]]), n)
    indexed.save(tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as image:
        np.testing.assert_array_equal(np.asarray(image.convert("RGBA")), indexed.to_array())


def test_pillow_image_has_the_transparency(photo: NDArray[np.uint8]) -> None:
    indexed = cq.quantize(np.dstack([photo, photo[..., 0]]), 20)
    shown = np.asarray(indexed.to_pillow().convert("RGBA"))
    np.testing.assert_array_equal(shown, indexed.to_array())


@pytest.mark.parametrize("n", [20, 300])
@pytest.mark.parametrize("by", ["luma", "hue", "count", "none"])
def test_sorting_does_not_change_the_picture(photo: NDArray[np.uint8], n: int, by: str) -> None:
    indexed = cq.quantize(photo, n)

    result = indexed.sorted(by, keep=3)

    np.testing.assert_array_equal(result.to_array(), indexed.to_array())
    assert result.indices.dtype == indexed.indices.dtype
    assert result.palette.colors[:3].tolist() == indexed.palette.colors[:3].tolist()
    assert result.distortion == indexed.distortion


def test_by_count_the_most_used_comes_first(photo: NDArray[np.uint8]) -> None:
    result = cq.quantize(photo, 20).sorted("count")

    assert (np.diff(result.counts) <= 0).all()
    assert result.counts.tolist() == [int((result.indices == place).sum()) for place in range(20)]


def test_entries_without_pixels_count_none() -> None:
    indexed = cq.Palette([[0, 0, 0], [9, 9, 9], [200, 0, 0]]).apply(np.zeros((2, 3, 3), np.uint8))

    assert indexed.counts.tolist() == [6, 0, 0]
    assert indexed.counts.dtype == np.int64


def test_the_palette_may_have_any_order() -> None:
    image = np.array([[[0, 0, 0], [9, 9, 9], [200, 0, 0]]], np.uint8)
    indexed = cq.Palette([[0, 0, 0], [9, 9, 9], [200, 0, 0]], names=["a", "b", "c"]).apply(image)

    result = indexed.permuted([2, 0, 1])

    assert result.palette.names == ("c", "a", "b")
    assert result.indices.tolist() == [[1, 2, 0]]
    with pytest.raises(cq.InvalidOptionError, match="each integer from 0 to 2 once"):
        indexed.permuted([0, 0, 1])


@pytest.mark.parametrize(
    ("format", "compression"), [("png", "fast"), ("webp", "smallest"), ("gif", None)]
)
def test_encode_gives_the_bytes_that_save_writes(
    tmp_path: Path, format: str, compression: Compression | None
) -> None:
    indexed = cq.Palette([[0, 0, 0], [255, 0, 0]]).apply(np.zeros((4, 5, 3), np.uint8))
    path, stream = tmp_path / f"out.{format}", io.BytesIO()
    indexed.save(path, compression=compression)
    indexed.save(stream, format=format, compression=compression)
    assert path.read_bytes() == stream.getvalue()
    assert path.read_bytes() == indexed.encode(format, compression=compression)


def test_save_preserves_the_times_of_another_file(tmp_path: Path) -> None:
    (tmp_path / "in").touch()
    os.utime(tmp_path / "in", (1000, 2000))
    indexed = cq.Palette([[0, 0, 0]]).apply(np.zeros((4, 5, 3), np.uint8))
    indexed.save(tmp_path / "out.png", preserve=tmp_path / "in")
    assert (tmp_path / "out.png").stat().st_mtime == 2000


@pytest.mark.parametrize(
    "write",
    [
        lambda indexed, folder: indexed.save(folder / "out.gif"),
        lambda indexed, folder: indexed.save(io.BytesIO(), format="gif"),
        lambda indexed, folder: indexed.encode("gif"),
    ],
    ids=["path", "file object", "bytes"],
)
def test_a_warning_of_what_is_left_out_points_to_who_called(
    write: Callable[[cq.IndexedImage, Path], object], tmp_path: Path
) -> None:
    indexed = cq.Palette([[0, 0, 0, 9]]).apply(np.zeros((4, 5, 3), np.uint8))
    with pytest.warns(cq.ColorQuantWarning, match=r"partly transparent") as caught:
        write(indexed, tmp_path)
    assert [each.filename for each in caught] == [__file__]


def test_is_shown_in_one_line() -> None:
    gray = np.arange(6, dtype=np.uint8).reshape(2, 3) * 50

    assert repr(cq.quantize(gray, 8)) == "<IndexedImage of 3 x 2 pixels in 6 colors, lossless>"
    assert repr(cq.quantize(gray, 1)) == "<IndexedImage of 3 x 2 pixels in 1 color, PSNR 9.5 dB>"


def test_notebooks_show_the_picture() -> None:
    image = np.random.default_rng(0).integers(0, 256, (250, 240, 3), np.uint8)
    indexed = cq.quantize(image, 8)

    with Image.open(io.BytesIO(indexed._repr_png_())) as shown:
        np.testing.assert_array_equal(shown, indexed.to_array())
    assert data_uri(indexed._repr_png_()) in indexed._repr_html_()
    assert "240 x 250 pixels in 8 colors" in indexed._repr_html_()


def test_a_transparent_entry_comes_last_and_takes_the_pixels_given() -> None:
    palette = cq.Palette([[9, 9, 9], [200, 0, 0]], names=["dark", "red"], space="lab")
    indexed = palette.apply(np.array([[[0, 0, 0], [255, 0, 0]]], np.uint8))

    found = indexed.with_transparent_entry(np.array([[False, True]]))

    assert found.indices.tolist() == [[0, 2]]
    assert found.palette.colors.tolist() == [[9, 9, 9, 255], [200, 0, 0, 255], [0, 0, 0, 0]]
    assert (found.palette.names, found.palette.space) == (("dark", "red", ""), "lab")
    with pytest.raises(cq.InvalidPaletteError, match="repeats 1"):
        found.with_transparent_entry(np.array([[True, True]]))
