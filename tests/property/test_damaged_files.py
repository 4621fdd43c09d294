"""Whatever bytes a file holds: it is read, or refused by an error of ours; nothing else escapes."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image
from tests import icc
from tests.tiffs import compressed_tiff

import colorquant as cq
from colorquant.image import METADATA_OPTIONS, PROFILES, SourceImage, load_image

SIGNATURES = [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"BM", b"II*\0", b"RIFF"]


def encoded(image: Image.Image, file_format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, file_format, **options)
    return stream.getvalue()


def valid_files() -> list[bytes]:
    """Small images of the usual formats, with what else such files hold."""
    pixels = np.random.default_rng(0).integers(0, 256, (9, 11, 3), dtype=np.uint8)
    color = Image.fromarray(pixels)
    turned, indexed = color.rotate(180), color.quantize(16)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "on its side"
    deep = np.random.default_rng(1).integers(0, 65536, (5, 7, 4), dtype=np.uint16)
    return [
        *deep_pngs(deep),
        compressed_tiff(deep, "tiff_lzw"),
        compressed_tiff(deep[..., :3].copy(), "raw"),
        encoded(color, "PNG", icc_profile=icc.rgb_profile()),
        encoded(color, "TIFF", icc_profile=icc.rgb_profile()),
        encoded(color.convert("L"), "TIFF", icc_profile=icc.gray_profile()),
        encoded(color.convert("CMYK"), "TIFF", icc_profile=icc.cmyk_profile()),
        encoded(color, "PNG", exif=exif),
        encoded(color, "PNG", save_all=True, append_images=[turned]),
        encoded(indexed, "PNG", transparency=3),
        encoded(indexed, "GIF", transparency=3),
        encoded(indexed, "GIF", save_all=True, append_images=[turned.quantize(7)]),
        encoded(color, "JPEG", exif=exif),
        encoded(color.convert("CMYK"), "JPEG", progressive=True),
        encoded(color, "MPO", save_all=True, append_images=[turned]),
        encoded(color, "TIFF"),
        encoded(color, "WEBP", exif=exif),
    ]


def deep_pngs(pixels: NDArray[np.uint16]) -> list[bytes]:
    """PNGs of 16 bits a channel, if there is a writer."""
    try:
        import png
    except ImportError:
        return []
    files = []
    for channels in (1, 2, 3, 4):
        stream = io.BytesIO()
        height, width = pixels.shape[:2]
        png.Writer(
            width, height, greyscale=channels < 3, alpha=channels % 2 == 0, bitdepth=16
        ).write(stream, pixels[..., :channels].reshape(height, -1).tolist())
        files.append(stream.getvalue())
    return files


VALID = valid_files()
PNGS = [data for data in VALID if data.startswith(SIGNATURES[1])]


@st.composite
def damaged(draw: st.DrawFn, whole: list[bytes] = VALID) -> bytes:
    """Valid files in which some stretches are replaced by others, longer or shorter."""
    data = bytearray(draw(st.sampled_from(whole)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from([0, 1, 1, 1, 2, 4, 16, len(data)]))
        data[start:end] = draw(st.binary(max_size=4))
    return bytes(data)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged") / "photo.png"


@pytest.fixture(scope="module", autouse=True)
def small_images() -> Iterator[None]:
    """Let Pillow refuse sizes that damage made huge, to save the time of decoding them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Image, "MAX_IMAGE_PIXELS", 100_000)
        yield


def read_or_refuse(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with warnings.catch_warnings(record=True) as escaped:
        warnings.simplefilter("always")
        for profile, metadata in zip(PROFILES, (*METADATA_OPTIONS, "keep"), strict=True):
            with suppress(cq.ColorQuantError):
                check(load_image(path, profile=profile, metadata=metadata))
    notes = [w.message for w in escaped if not isinstance(w.message, cq.ColorQuantWarning)]
    assert not notes


def check(picture: SourceImage) -> None:
    pixels, indexed = picture.pixels, picture.indexed
    assert pixels.dtype in (np.uint8, np.uint16)
    assert pixels.ndim == 2 or pixels.shape[2] in (3, 4)
    assert pixels.flags.c_contiguous
    if indexed is not None:
        colors = indexed.entries[indexed.indices]
        np.testing.assert_array_equal(pixels, colors[..., : pixels.shape[2]])


@given(st.builds(bytes.__add__, st.sampled_from(SIGNATURES), st.binary(max_size=200)))
@settings(max_examples=300)
def test_any_bytes_are_read_or_refused(path: Path, data: bytes) -> None:
    read_or_refuse(path, data)


@given(damaged())
@settings(max_examples=600)
def test_a_damaged_file_is_read_or_refused(path: Path, data: bytes) -> None:
    read_or_refuse(path, data)


def with_checksums(data: bytes) -> bytes:
    """Return a PNG whose chunks have their right checksums, so that damage gets further."""
    mended, start = bytearray(data[:8]), 8
    while start + 12 <= len(data):
        [length] = struct.unpack_from(">I", data, start)
        chunk = data[start + 4 : start + 8 + length]
        mended += data[start : start + 4] + chunk + struct.pack(">I", zlib.crc32(chunk))
        start += 12 + length
    return bytes(mended)


@given(damaged(PNGS).map(with_checksums))
@settings(max_examples=300)
def test_a_png_damaged_before_it_was_written_is_read_or_refused(path: Path, data: bytes) -> None:
    read_or_refuse(path, data)


@given(damaged([icc.rgb_profile(), icc.gray_profile(), icc.cmyk_profile()]), st.data())
@settings(max_examples=300)
def test_a_damaged_profile_is_used_or_refused(
    path: Path, profile: bytes, data: st.DataObject
) -> None:
    mode, file_format = data.draw(st.sampled_from([("RGB", "PNG"), ("L", "PNG"), ("CMYK", "TIFF")]))
    image = Image.new(mode, (3, 2))
    read_or_refuse(path, encoded(image, file_format, icc_profile=profile))


@pytest.mark.parametrize("whole", VALID)
def test_a_file_cut_short_anywhere_is_read_or_refused(path: Path, whole: bytes) -> None:
    for end in range(0, len(whole), 3):
        read_or_refuse(path, whole[:end])
