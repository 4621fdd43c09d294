import io
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from colorquant.files.metadata import Metadata, orientation, read_metadata, read_profile

XMP = b'<x:xmpmeta xmlns:tiff="t"><a tiff:Orientation="6" dc:b="c"/></x:xmpmeta>'
UPRIGHT_XMP = b'<x:xmpmeta xmlns:tiff="t"><a dc:b="c"/></x:xmpmeta>'


def opened(file_format: str, mode: str = "RGB", **options: Any) -> Image.Image:
    stream = io.BytesIO()
    Image.new(mode, (4, 3)).save(stream, file_format, **options)
    image = Image.open(stream)
    image.load()
    return image


def exif_of(metadata: Metadata) -> dict[int, object]:
    exif = Image.Exif()
    exif.load(metadata.exif or b"")
    return dict(exif)


def some_exif(turn: int | None) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "a view"
    exif[0x8769] = {0x920A: 50.0}  # focal length, in the camera's own directory
    if turn is not None:
        exif[0x0112] = turn
    return exif


def test_nothing_is_nothing() -> None:
    for file_format in ("PNG", "JPEG", "TIFF", "BMP", "GIF"):
        metadata = read_metadata(opened(file_format))
        assert metadata == Metadata(dpi=metadata.dpi)
    assert read_metadata(Image.new("RGB", (2, 2))) == Metadata()
    assert read_metadata(opened("TIFF")).dpi is None


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "TIFF"])
@pytest.mark.parametrize("turn", [None, 6])
def test_exif_is_kept_without_the_orientation(file_format: str, turn: int | None) -> None:
    exif = some_exif(turn).tobytes()
    metadata = read_metadata(opened(file_format, exif=exif))
    tags = exif_of(metadata)
    assert set(tags) == {0x010E, 0x8769}
    assert tags[0x010E] == "a view"
    kept = Image.Exif()
    kept.load(metadata.exif or b"")
    assert kept.get_ifd(0x8769)[0x920A] == 50


def test_exif_of_nothing_but_an_orientation_is_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    for file_format in ("PNG", "JPEG", "TIFF"):
        assert read_metadata(opened(file_format, exif=exif)).exif is None


def test_exif_that_is_upright_keeps_its_bytes() -> None:
    exif = some_exif(None).tobytes()
    assert read_metadata(opened("JPEG", exif=exif)).exif == exif


def test_reading_leaves_the_image_as_it_was() -> None:
    image = opened("PNG", exif=some_exif(6))
    read_metadata(image)
    assert image.getexif()[0x0112] == 6


@pytest.mark.parametrize("turn", range(1, 9))
def test_orientation(turn: int) -> None:
    assert orientation(opened("PNG", exif=some_exif(turn))) == turn


@pytest.mark.parametrize("turn", [0, 9, 700])
def test_an_orientation_that_there_is_not_is_none(turn: int) -> None:
    assert orientation(opened("PNG", exif=some_exif(turn))) == 1


def test_damaged_exif_is_left_out() -> None:
    image = opened("PNG")
    image.info["exif"] = "what is no bytes"
    assert orientation(image) == 1
    assert read_metadata(image) == Metadata()


def test_xmp_is_kept_without_the_orientation() -> None:
    chunks = PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", XMP.decode())
    metadata = read_metadata(opened("PNG", pnginfo=chunks))
    assert (metadata.xmp, metadata.text) == (UPRIGHT_XMP, {})
    assert read_metadata(opened("WEBP", xmp=XMP)).xmp == UPRIGHT_XMP
    in_tiff = read_metadata(opened("TIFF", tiffinfo={700: XMP})).xmp  # Pillow leaves a space
    assert in_tiff is not None
    assert in_tiff.replace(b"  ", b" ") == UPRIGHT_XMP


def test_xmp_that_is_no_utf_8_is_left_out() -> None:
    assert read_metadata(opened("WEBP", xmp=b"\xff\xfe<x>")).xmp is None


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "TIFF"])
def test_pixels_per_inch(file_format: str) -> None:
    dpi = read_metadata(opened(file_format, dpi=(300, 72))).dpi
    assert dpi == pytest.approx((300, 72), abs=0.02)


def test_pixels_per_inch_turn_with_the_image() -> None:
    dpi = read_metadata(opened("PNG", dpi=(300, 72)), sideways=True).dpi
    assert dpi == pytest.approx((72, 300), abs=0.02)


@pytest.mark.parametrize("dpi", ["72", (72,), (0, 0), (float("nan"), 72), (float("inf"), 72), 72])
def test_pixels_per_inch_that_cannot_be_are_left_out(dpi: object) -> None:
    image = opened("PNG")
    image.info["dpi"] = dpi
    assert read_metadata(image).dpi is None


def test_texts_by_their_keyword() -> None:
    chunks = PngInfo()
    chunks.add_text("Title", "plain")
    chunks.add_text("Author", "packed", zip=True)
    chunks.add_itxt("Source", "\u4e16\u754c", "zh", "s")
    chunks.add_text("Raw profile type iptc", "kept by nobody")
    text = read_metadata(opened("PNG", pnginfo=chunks)).text
    assert text == {"Title": "plain", "Author": "packed", "Source": "\u4e16\u754c"}
    assert {type(value) for value in text.values()} == {str}


@pytest.mark.parametrize("file_format", ["GIF", "JPEG"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_comment_is_a_text(file_format: str, encoding: str) -> None:
    image = opened(file_format, "L", comment="h\u00fcgel".encode(encoding))
    assert read_metadata(image).text == {"Comment": "h\u00fcgel"}


def test_a_profile_is_bytes_or_none() -> None:
    assert read_profile(opened("PNG", icc_profile=b"any")) == b"any"
    assert read_profile(opened("PNG")) is None
    image = opened("PNG")
    image.info["icc_profile"] = "a text of that keyword"
    assert read_profile(image) is None
