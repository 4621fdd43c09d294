"""Against pypng and tifffile, which read and write 16 bits without any trick."""

import io
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.tiffs import compressed_tiff

import colorquant as cq
from colorquant.files.reading import decoding
from colorquant.files.sixteen_bit import read_deep

Pixels = NDArray[np.uint16]


def noise(channels: int) -> Pixels:
    return np.random.default_rng(channels).integers(0, 65536, (37, 43, channels), dtype=np.uint16)


def png_file(pixels: Pixels, *, interlaced: bool = False) -> bytes:
    png = pytest.importorskip("png")
    height, width, channels = pixels.shape
    stream = io.BytesIO()
    writer = png.Writer(
        width,
        height,
        greyscale=channels < 3,
        alpha=channels % 2 == 0,
        bitdepth=16,
        interlace=interlaced,
    )
    if interlaced:
        writer.write_array(stream, pixels.ravel().tolist())
    else:
        writer.write(stream, pixels.reshape(height, -1).tolist())
    return stream.getvalue()


def tiff_file(pixels: Pixels, *, extra: str | None = None, **options: Any) -> bytes:
    tifffile = pytest.importorskip("tifffile")
    stream = io.BytesIO()
    options = {"photometric": "rgb", "extrasamples": [extra] if extra else None} | options
    tifffile.imwrite(stream, pixels, metadata=None, **options)
    return stream.getvalue()


def deep(data: bytes) -> Pixels:
    result = read_deep(Image.open(io.BytesIO(data)), "the image")
    assert result is not None
    assert result[0].dtype == np.uint16
    return result[0]


@pytest.mark.parametrize("channels", [2, 3, 4])
@pytest.mark.parametrize("interlaced", [False, True])
def test_png(channels: int, interlaced: bool) -> None:
    pixels = noise(channels)
    np.testing.assert_array_equal(deep(png_file(pixels, interlaced=interlaced)), pixels)


@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"rowsperstrip": 5},
        {"tile": (16, 16)},
        {"compression": "zlib"},
        {"compression": "zlib", "predictor": True},
        {"compression": "zlib", "tile": (16, 16)},
        {"compression": "lzma"},
    ],
    ids=str,
)
@pytest.mark.parametrize("channels", [3, 4])
def test_tiff(byteorder: str, options: dict[str, Any], channels: int) -> None:
    pixels = noise(channels)
    extra = "unassalpha" if channels == 4 else None
    data = tiff_file(pixels, extra=extra, byteorder=byteorder, **options)
    np.testing.assert_array_equal(deep(data), pixels)


@pytest.mark.parametrize("compression", ["tiff_lzw", "packbits", "tiff_adobe_deflate"])
@pytest.mark.parametrize("channels", [3, 4])
def test_tiff_in_compressions_of_libtiff(compression: str, channels: int) -> None:
    pixels = noise(channels)
    np.testing.assert_array_equal(deep(compressed_tiff(pixels, compression)), pixels)


@pytest.mark.parametrize("compression", [None, "zlib"])
def test_a_fourth_channel_that_is_not_alpha_is_dropped(compression: str | None) -> None:
    pixels = noise(4)
    data = tiff_file(pixels, extra="unspecified", compression=compression)
    np.testing.assert_array_equal(deep(data), pixels[..., :3])


@pytest.mark.parametrize("options", [{}, {"compression": "zlib"}, {"planarconfig": "separate"}])
def test_colors_multiplied_by_alpha_are_divided_by_it(options: dict[str, Any]) -> None:
    straight = noise(4)
    alpha = straight[..., 3:].astype(np.uint64)
    premultiplied = straight.copy()
    premultiplied[..., :3] = (straight[..., :3] * alpha + 32767) // 65535
    stored = np.moveaxis(premultiplied, -1, 0) if "planarconfig" in options else premultiplied
    result = deep(tiff_file(np.ascontiguousarray(stored), extra="assocalpha", **options))
    opaque_enough = straight[..., 3] > 20_000  # below, the product has lost too much
    error = np.abs(result.astype(int) - straight)[opaque_enough]
    assert error.max() <= 2


def test_divided_colors_are_rounded_to_the_nearest() -> None:
    # 65,535 / 40,000 is 1.638, and twice that 3.277; there is no more than full, and no 1 / 0.
    premultiplied = np.array([[[1, 2, 50_000, 40_000], [5, 5, 5, 0]]], np.uint16)
    result = deep(tiff_file(premultiplied, extra="assocalpha"))
    assert result[0, 0].tolist() == [2, 3, 65_535, 40_000]
    assert result[0, 1, 3] == 0


@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize("options", [{}, {"rowsperstrip": 5}, {"tile": (16, 16)}], ids=str)
@pytest.mark.parametrize("channels", [3, 4])
def test_planes_of_their_own(byteorder: str, options: dict[str, Any], channels: int) -> None:
    pixels = noise(channels)
    data = tiff_file(
        np.ascontiguousarray(np.moveaxis(pixels, -1, 0)),
        planarconfig="separate",
        extra="unassalpha" if channels == 4 else None,
        byteorder=byteorder,
        **options,
    )
    np.testing.assert_array_equal(deep(data), pixels)


def test_compressed_planes_are_refused_in_one_line() -> None:
    planes = np.ascontiguousarray(np.moveaxis(noise(3), -1, 0))
    data = tiff_file(planes, planarconfig="separate", compression="zlib")
    with pytest.raises(
        cq.InvalidImageError,
        match=r"^the image holds 16-bit RGB in compressed separate planes; allowed in separate",
    ):
        deep(data)


def test_planes_of_inks_are_refused_in_one_line() -> None:
    planes = np.ascontiguousarray(np.moveaxis(noise(4), -1, 0))
    cmyk = tiff_file(planes, planarconfig="separate", photometric="separated")
    with pytest.raises(cq.InvalidImageError, match="holds 16-bit CMYK in separate planes; allowed"):
        deep(cmyk)


def test_planes_that_are_cut_short_are_one_error() -> None:
    planes = np.ascontiguousarray(np.moveaxis(noise(3), -1, 0))
    data = tiff_file(planes, planarconfig="separate")[:-1000]
    with pytest.raises(cq.ImageFileError, match="sky cannot be decoded"), decoding("sky"):
        deep(data)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "I;16"])
@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_other_images_are_left_to_pillow(mode: str, file_format: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (3, 2)).save(stream, file_format)
    assert read_deep(Image.open(stream), "the image") is None


def test_an_image_that_is_decoded_already_is_left_as_it_is() -> None:
    image = Image.open(io.BytesIO(png_file(noise(3))))
    image.load()
    assert read_deep(image, "the image") is None
    assert read_deep(image.copy(), "the image") is None


def test_an_image_is_not_decoded_on_the_way() -> None:
    pixels = noise(3)
    image = Image.open(io.BytesIO(png_file(pixels)))
    for _ in range(2):
        result = read_deep(image, "the image")
        assert result is not None
        np.testing.assert_array_equal(result[0], pixels)
    np.testing.assert_array_equal(np.asarray(image), pixels >> 8)


def test_turned_as_pillow_turns_it() -> None:
    pixels = noise(3)
    tags = [(274, "H", 1, 6, True)]
    for options in ({}, {"compression": "zlib"}):
        data = tiff_file(pixels, extratags=tags, **options)
        np.testing.assert_array_equal(deep(data), np.rot90(pixels, -1))
