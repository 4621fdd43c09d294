"""Whatever bytes a file holds: it is read, or refused by an error of ours; nothing else escapes."""

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import colorquant as cq

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
    return [
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


VALID = valid_files()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Valid files in which some stretches are replaced by others, longer or shorter."""
    data = bytearray(draw(st.sampled_from(VALID)))
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
        with suppress(cq.ColorQuantError):
            array = cq.image.as_image(path)
            assert array.dtype == np.uint8
            assert array.ndim == 2 or array.shape[2] == 3
            assert array.flags.c_contiguous
    assert not [str(warning.message) for warning in escaped]


@given(st.builds(bytes.__add__, st.sampled_from(SIGNATURES), st.binary(max_size=200)))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(path: Path, data: bytes) -> None:
    read_or_refuse(path, data)


@given(damaged())
@settings(max_examples=600, deadline=None)
def test_a_damaged_file_is_read_or_refused(path: Path, data: bytes) -> None:
    read_or_refuse(path, data)


@pytest.mark.parametrize("whole", VALID)
def test_a_file_cut_short_anywhere_is_read_or_refused(path: Path, whole: bytes) -> None:
    for end in range(0, len(whole), 3):
        read_or_refuse(path, whole[:end])
