from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps
from tests import icc

import colorquant as cq
from colorquant.files import Metadata
from colorquant.image import Indexed, Pixels
from colorquant.image.pillow import (
    check_frames,
    frame_count,
    from_pillow,
    is_moving,
    read_palette,
    upright,
)
from colorquant.image.profiles import to_srgb


def indexed(size: int = 3) -> Image.Image:
    image = Image.fromarray(np.array([[0, 1, 2]], np.uint8))
    image.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90][: 3 * size])
    return image


def test_entries_keep_their_order() -> None:
    indices, entries = read_palette(indexed())
    assert indices.tolist() == [[0, 1, 2]]
    assert entries.tolist() == [[10, 20, 30, 255], [40, 50, 60, 255], [70, 80, 90, 255]]


def test_an_index_beyond_the_palette_is_black() -> None:
    _, entries = read_palette(indexed(2))
    assert entries.tolist() == [[10, 20, 30, 255], [40, 50, 60, 255], [0, 0, 0, 255]]


def test_no_palette_at_all_is_black() -> None:
    assert read_palette(Image.new("P", (2, 1)))[1].tolist() == [[0, 0, 0, 255]]


@pytest.mark.parametrize(
    ("transparency", "alpha"),
    [
        (0, [0, 255, 255]),
        (1, [255, 0, 255]),
        (2, [255, 255, 0]),
        (b"\x07\x00", [7, 0, 255]),
        (b"\x07\x00\x01\x09", [7, 0, 1]),
        (3, [255, 255, 255]),
        (-1, [255, 255, 255]),
        ("what damage has made of it", [255, 255, 255]),
    ],
)
def test_transparency_by_entry_or_by_bytes(transparency: object, alpha: list[int]) -> None:
    image = indexed()
    image.info["transparency"] = transparency
    assert read_palette(image)[1][:, 3].tolist() == alpha


def test_a_palette_with_alpha_of_its_own() -> None:
    image = indexed()
    image.putpalette([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "RGBA")
    assert read_palette(image)[1].tolist() == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]


COLORS = np.random.default_rng(0).integers(0, 256, (6, 9, 3), dtype=np.uint8)


def taken(
    image: Image.Image, *, profile: str = "convert", keep_metadata: bool = False
) -> tuple[Pixels, Metadata, Indexed | None]:
    return from_pillow(image, "the image", profile=profile, keep_metadata=keep_metadata)


def written(image: Image.Image, file_format: str = "PNG", **options: Any) -> Image.Image:
    """Write an image and open it again."""
    stream = io.BytesIO()
    image.save(stream, file_format, **options)
    return Image.open(stream)


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA", "YCbCr", "HSV", "CMYK"])
def test_pixels_are_those_of_pillow(mode: str) -> None:
    image = Image.fromarray(COLORS).convert(mode)
    pixels, metadata, indexed = taken(image)
    assert (metadata, indexed) == (Metadata(), None)
    expected = np.asarray(image.convert("L" if mode in ("1", "L", "LA") else "RGB"))
    np.testing.assert_array_equal(pixels, expected)


def test_an_image_without_pixels_is_refused() -> None:
    with pytest.raises(cq.InvalidImageError, match="the image is 0 x 3: it has no pixels"):
        taken(Image.new("RGB", (0, 3)))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "JPEG"])
def test_images_are_upright(orientation: int, file_format: str) -> None:
    image = written(Image.fromarray(COLORS), file_format, exif=turned(orientation))
    expected = np.asarray(ImageOps.exif_transpose(image))
    image = written(Image.fromarray(COLORS), file_format, exif=turned(orientation))
    np.testing.assert_array_equal(taken(image)[0], expected)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_indexed_images_are_upright(file_format: str) -> None:
    image = Image.fromarray(COLORS).quantize(7)
    pixels, _, indexed = taken(written(image, file_format, exif=turned(6)))
    assert indexed is not None
    np.testing.assert_array_equal(indexed.indices, np.rot90(np.asarray(image), -1))
    assert indexed.indices.flags.c_contiguous
    np.testing.assert_array_equal(pixels, indexed.entries[indexed.indices])


@pytest.mark.parametrize("options", [{}, {"planarconfig": "separate"}], ids=str)
def test_images_of_16_bits_are_upright(options: dict[str, Any]) -> None:
    tifffile = pytest.importorskip("tifffile")
    pixels = np.random.default_rng(0).integers(0, 65536, (4, 5, 3), dtype=np.uint16)
    stored = np.ascontiguousarray(np.moveaxis(pixels, -1, 0)) if options else pixels
    stream = io.BytesIO()
    tags = [(274, "H", 1, 6, True)]
    tifffile.imwrite(stream, stored, photometric="rgb", metadata=None, extratags=tags, **options)
    np.testing.assert_array_equal(taken(Image.open(stream))[0], np.rot90(pixels, -1))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turning_any_number_of_channels(orientation: int) -> None:
    image = Image.fromarray(COLORS)
    image.getexif()[0x0112] = orientation
    expected = np.asarray(ImageOps.exif_transpose(image))
    np.testing.assert_array_equal(upright(COLORS, orientation), expected)
    np.testing.assert_array_equal(upright(COLORS[..., 0], orientation), expected[..., 0])


def test_an_indexed_image_keeps_its_entries_in_their_order() -> None:
    image = Image.fromarray(np.array([[2, 0, 2]], np.uint8))
    image.putpalette([9, 8, 7, 1, 2, 3, 9, 8, 7])
    pixels, _, indexed = taken(image)
    assert indexed is not None
    assert indexed.entries.tolist() == [[9, 8, 7], [1, 2, 3], [9, 8, 7]]
    assert indexed.indices.tolist() == [[2, 0, 2]]
    assert pixels.tolist() == [[[9, 8, 7]] * 3]


def test_transparent_entries_are_one_color() -> None:
    image = Image.fromarray(np.array([[0, 1, 2]], np.uint8))
    image.putpalette([9, 8, 7, 1, 2, 3, 4, 5, 6])
    image.info["transparency"] = b"\xff\x00\x80"
    pixels, _, indexed = taken(image)
    assert indexed is not None
    assert indexed.entries.tolist() == [[9, 8, 7, 255], [0, 0, 0, 0], [4, 5, 6, 128]]
    np.testing.assert_array_equal(pixels[0], indexed.entries)


def test_a_transparent_entry_of_no_pixel_leaves_the_pixels_opaque() -> None:
    image = Image.fromarray(np.array([[0, 0]], np.uint8))
    image.putpalette([9, 8, 7, 1, 2, 3])
    image.info["transparency"] = 1
    pixels, _, indexed = taken(image)
    assert indexed is not None
    assert indexed.entries.shape == (2, 4)
    assert pixels.tolist() == [[[9, 8, 7], [9, 8, 7]]]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_profile_is_converted_kept_or_ignored(mode: str) -> None:
    profile = icc.rgb_profile()
    plain = Image.fromarray(COLORS)
    if mode == "RGBA":
        plain.putalpha(100)
    image = written(plain.quantize(20) if mode == "P" else plain, icc_profile=profile)
    before = np.asarray(image.convert("RGBA" if mode == "RGBA" else "RGB"))
    converted = {choice: taken(image, profile=choice) for choice in ("convert", "keep", "ignore")}
    assert {choice: taken[1].icc_profile for choice, taken in converted.items()} == {
        "convert": None,
        "keep": profile,
        "ignore": None,
    }
    np.testing.assert_array_equal(converted["keep"][0], before)
    np.testing.assert_array_equal(converted["ignore"][0], before)
    assert np.abs(converted["convert"][0].astype(int) - before)[..., :3].max() > 5
    if mode == "RGBA":
        assert (converted["convert"][0][..., 3] == 100).all()


def test_entries_are_converted_as_pixels_are() -> None:
    indexed = Image.fromarray(COLORS).quantize(20)
    profile = icc.rgb_profile()
    np.testing.assert_array_equal(
        taken(written(indexed, icc_profile=profile))[0],
        taken(written(indexed.convert("RGB"), icc_profile=profile))[0],
    )


@pytest.mark.parametrize(("mode", "profile"), [("L", icc.gray_profile), ("CMYK", icc.cmyk_profile)])
def test_a_profile_that_no_palette_can_have_is_not_kept(mode: str, profile: Any) -> None:
    image = written(Image.fromarray(COLORS).convert(mode), "TIFF", icc_profile=profile())
    with pytest.raises(
        cq.InvalidImageError, match=f'a profile for {mode}, .*"convert" and "ignore"'
    ):
        taken(image, profile="keep")
    assert taken(image)[1].icc_profile is None


def test_a_broken_profile_is_one_error_unless_it_is_ignored() -> None:
    image = written(Image.fromarray(COLORS), icc_profile=b"garbage")
    for profile in ("convert", "keep"):
        with pytest.raises(cq.InvalidImageError, match="the image: its ICC profile cannot be used"):
            taken(image, profile=profile)
    np.testing.assert_array_equal(taken(image, profile="ignore")[0], COLORS)


def test_metadata_is_kept_on_request() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a view"
    image = written(Image.fromarray(COLORS), exif=exif, dpi=(300, 300))
    assert taken(image)[1] == Metadata()
    kept = taken(image, keep_metadata=True)[1]
    assert kept.exif is not None
    assert kept.dpi == pytest.approx((300, 300), abs=0.01)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_resolutions_are_those_of_the_upright_image(orientation: int) -> None:
    image = written(Image.fromarray(COLORS), exif=turned(orientation), dpi=(300, 150))
    upright_dpi = (150, 300) if orientation > 4 else (300, 150)
    assert taken(image, keep_metadata=True)[1].dpi == pytest.approx(upright_dpi, abs=0.1)


@pytest.fixture
def frames() -> list[Image.Image]:
    return [Image.fromarray(np.roll(COLORS, turn, axis=1)) for turn in range(3)]


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "WEBP", "GIF"])
def test_the_first_frame_is_taken_with_a_note(frames: list[Image.Image], file_format: str) -> None:
    options = {"lossless": True} if file_format == "WEBP" else {}
    image = written(
        frames[0], file_format, save_all=True, append_images=frames[1:], duration=9, **options
    )
    with pytest.warns(
        cq.ColorQuantWarning, match="^the image has 3 frames; only the first is taken$"
    ):
        check_frames(image, "the image", first_frame=True)
    with pytest.raises(
        cq.InvalidImageError,
        match=r"^the image has 3 frames; allowed is one, or first_frame for the first alone$",
    ):
        check_frames(image, "the image", first_frame=False)
    assert frame_count(image) == 3
    assert is_moving(image) == (file_format != "TIFF")
    pixels = taken(image)[0]
    if file_format != "GIF":
        np.testing.assert_array_equal(pixels, COLORS)


def test_a_frame_that_was_sought_is_taken_without_a_word(frames: list[Image.Image]) -> None:
    image = written(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    image.seek(2)
    check_frames(image, "the image", first_frame=False)
    np.testing.assert_array_equal(taken(image)[0], np.asarray(frames[2]))


def test_further_views_of_one_photo_are_no_frames(frames: list[Image.Image]) -> None:
    image = written(frames[0], "MPO", save_all=True, append_images=frames[1:])
    check_frames(image, "the image", first_frame=False)
    assert frame_count(image) == 1


def test_damage_behind_the_first_frame_does_not_matter(frames: list[Image.Image]) -> None:
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    image = Image.open(io.BytesIO(stream.getvalue()[:-300]))
    assert taken(image)[0].shape == COLORS.shape


def pypng_file(pixels: NDArray[np.uint16], path: Path, **options: Any) -> None:
    png = pytest.importorskip("png")
    height, width = pixels.shape[:2]
    with path.open("wb") as stream:
        writer = png.Writer(width, height, greyscale=pixels.ndim == 2, bitdepth=16, **options)
        writer.write(stream, pixels.reshape(height, -1).tolist())


@pytest.mark.parametrize(("channels", "key"), [((), 777), ((3,), (777, 5, 60_000))])
def test_the_transparent_color_of_16_bits(tmp_path: Path, channels: Any, key: Any) -> None:
    pixels = np.random.default_rng(0).integers(0, 65536, (4, 5, *channels), dtype=np.uint16)
    pixels[1, 2] = key
    pypng_file(pixels, tmp_path / "deep.png", transparent=key)
    with Image.open(tmp_path / "deep.png") as image:
        result = taken(image)[0]
    assert result[1, 2].tolist() == [0, 0, 0, 0]
    clear = result[..., 3] == 0
    assert clear.sum() == 1
    expected = pixels if channels else np.stack([pixels] * 3, axis=-1)
    np.testing.assert_array_equal(result[~clear][:, :3], expected[~clear])


def test_an_image_of_16_bits_is_at_all_its_bits_before_it_is_decoded(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 65536, (4, 5, 3), dtype=np.uint16)
    pypng_file(pixels, tmp_path / "deep.png")
    with Image.open(tmp_path / "deep.png") as image:
        np.testing.assert_array_equal(taken(image)[0], pixels)
        np.testing.assert_array_equal(np.asarray(image), pixels >> 8)  # and is not disturbed
        np.testing.assert_array_equal(taken(image)[0], pixels >> 8)


def embed(profile: bytes, path: Path) -> None:
    """Give a PNG a profile, behind its header."""
    data, content = path.read_bytes(), b"iCCP" + b"any\0\0" + zlib.compress(profile)
    checksum = struct.pack(">I", zlib.crc32(content))
    chunk = struct.pack(">I", len(content) - 4) + content + checksum
    path.write_bytes(data[:33] + chunk + data[33:])


def test_16_bits_and_a_profile(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(1, 65536, (4, 5, 4), dtype=np.uint16)
    pypng_file(pixels, tmp_path / "deep.png", alpha=True)
    embed(icc.rgb_profile(), tmp_path / "deep.png")
    with Image.open(tmp_path / "deep.png") as image:
        kept, metadata, _ = taken(image, profile="keep")
        converted, _, _ = taken(image)
    assert metadata.icc_profile == icc.rgb_profile()
    np.testing.assert_array_equal(kept, pixels)
    np.testing.assert_array_equal(converted[..., 3], pixels[..., 3])
    colors = ((pixels[..., :3] + 128.0) // 257).astype(np.uint8)
    np.testing.assert_array_equal(
        converted[..., :3], 257 * to_srgb(colors, "RGB", icc.rgb_profile(), "").astype(int)
    )
