from __future__ import annotations

import io
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.files import decoding, name_of, open_image, reopened
from colorquant.files.reading import NamedBytes


def test_messages_call_it_by_its_name() -> None:
    with pytest.raises(cq.ImageFileError, match=r"^photo\.webp "):
        cq.load_image(NamedBytes("photo.webp", b"no image"))


def test_it_holds_what_it_begins_with_and_what_is_written() -> None:
    file = NamedBytes("out.png")
    file.write(b"abc")
    assert file.getvalue() == b"abc"
    assert NamedBytes("in.png", b"abc").read() == b"abc"


@pytest.fixture
def path(photo: NDArray[np.uint8], tmp_path: Path) -> Path:
    Image.fromarray(photo).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def test_opens(photo: NDArray[np.uint8], path: Path) -> None:
    np.testing.assert_array_equal(np.asarray(open_image(path)), photo)


def test_opens_a_file_object(photo: NDArray[np.uint8], path: Path) -> None:
    with path.open("rb") as stream:
        image = open_image(stream)
        assert not stream.closed
    np.testing.assert_array_equal(np.asarray(image), photo)


def test_reads_a_file_object_from_where_it_stands(photo: NDArray[np.uint8], path: Path) -> None:
    stream = io.BytesIO(b"before" + path.read_bytes())
    stream.seek(6)
    np.testing.assert_array_equal(np.asarray(open_image(stream)), photo)


def test_reads_a_pipe(path: Path) -> None:
    Image.new("L", (5, 4), 7).save(path)  # small enough for a pipe to hold
    reading, writing = os.pipe()
    os.write(writing, path.read_bytes())
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert open_image(stream).size == (5, 4)


class Odd:
    """A stream that gives or raises something else than bytes."""

    def __init__(self, outcome: object) -> None:
        self.outcome = outcome

    def read(self) -> object:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.mark.parametrize(
    ("stream", "error", "message"),
    [
        (io.BytesIO(), cq.ImageFileError, "^the file object holds 0 bytes from where it stands"),
        (io.StringIO("text"), cq.InvalidImageError, "^the file object gives text; allowed are fil"),
        (Odd("text"), cq.InvalidImageError, "gives text; allowed are file objects that give byte"),
        (Odd(None), cq.InvalidImageError, "gives NoneType; allowed"),
        (Odd(OSError("no\nline")), cq.ImageFileError, "^the file object cannot be read: no line"),
        (Odd(EOFError()), cq.ImageFileError, "^the file object cannot be read: EOFError"),
        (Odd(b"bytes"), cq.ImageFileError, "^the file object is not an image in a format"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_streams_that_give_no_image(stream: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        open_image(stream)


def test_files_that_are_opened_wrongly(path: Path) -> None:
    with path.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        with pytest.raises(cq.ImageFileError, match=r"photo\.png holds 0 bytes from where it stan"):
            open_image(stream)
    with pytest.raises(cq.ImageFileError, match=r"photo\.png cannot be read: .*closed file"):
        open_image(stream)
    with path.open("r") as text, pytest.raises(cq.InvalidImageError, match=r"photo\.png gives tex"):
        open_image(text)  # type: ignore[arg-type]
    with (
        (path.parent / "new").open("wb") as writing,
        pytest.raises(cq.ImageFileError, match=r"new cannot be read: "),
    ):
        open_image(writing)


def test_names() -> None:
    assert name_of(Path("a") / "b.png") == str(Path("a") / "b.png")
    assert name_of(io.BytesIO()) == "the file object"
    with open(os.pipe()[0], "rb") as unnamed:  # noqa: PTH123  # its name is a number
        assert name_of(unnamed) == "the file object"


def test_a_png_whose_pixel_data_was_changed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b"IDAT") + 100] ^= 1
    path.write_bytes(data)
    with pytest.raises(cq.ImageFileError, match="cannot be decoded: the checksum of the pixel da"):
        open_image(path)


def test_opened_anew(photo: NDArray[np.uint8], path: Path) -> None:
    image = open_image(path)
    fresh = reopened(image)
    assert fresh is not None
    np.testing.assert_array_equal(np.asarray(fresh), photo)
    np.testing.assert_array_equal(np.asarray(image), photo)


def test_opened_anew_at_the_same_frame(photo: NDArray[np.uint8]) -> None:
    stream = io.BytesIO()
    frames = [Image.fromarray(photo), Image.fromarray(photo[::-1])]
    frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:])
    image = Image.open(stream)
    image.seek(1)
    fresh = reopened(image)
    assert fresh is not None
    np.testing.assert_array_equal(np.asarray(fresh), photo[::-1])


def test_what_has_no_file_is_not_opened_anew(path: Path) -> None:
    assert reopened(Image.new("L", (2, 2))) is None
    with Image.open(path) as image:
        image.load()
        assert reopened(image) is None


def test_warnings_of_pillow_are_dropped_and_ours_are_not() -> None:
    with decoding("sky"):
        warnings.warn_explicit("of Pillow's", UserWarning, "", 1, module="PIL.Image")
    with pytest.raises(cq.ColorQuantWarning), decoding("sky"):
        warnings.warn("of ours", cq.ColorQuantWarning, stacklevel=1)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match="does not exist"):
        open_image(tmp_path / "none.png")


@pytest.mark.parametrize("name", ["x" * 300, "null\0.png"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(cq.ImageFileError, match="cannot be read"):
        open_image(tmp_path / name)


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match="is a folder"):
        open_image(tmp_path)


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    with pytest.raises(cq.ImageFileError, match="is empty"):
        open_image(tmp_path / "empty.png")


def test_text_named_png(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("not a picture")
    with pytest.raises(cq.ImageFileError, match="is not an image"):
        open_image(tmp_path / "text.png")


def test_more_pixels_than_pillow_allows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(cq.ImageFileError, match="limit of 2,000"):
        open_image(path)
