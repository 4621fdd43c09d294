import io
import zlib

import pytest
from PIL import Image

from colorquant.files.png import check_pixel_data, pixel_data, with_chunks


def png_file() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((40, 30), 80).save(stream, "PNG")
    return stream.getvalue()


def test_a_whole_file() -> None:
    check_pixel_data(png_file())


def test_pixel_data_that_is_not_what_was_written() -> None:
    data = bytearray(png_file())
    at = data.index(b"IDAT")
    data[at + 50] ^= 1
    with pytest.raises(ValueError, match=f"the pixel data at byte {at - 4} is wrong"):
        check_pixel_data(bytes(data))


def test_all_else_is_left_to_pillow() -> None:
    data = png_file()
    for other in (b"", b"GIF89a", data[:30], data[:-200], data[:8] + b"\xff" * 20):
        check_pixel_data(other)


def test_other_contents_of_chunks() -> None:
    data = png_file()
    assert with_chunks(data, {}) == data
    assert with_chunks(data, {b"IDAT": pixel_data(data)}) == data
    changed = with_chunks(data, {b"IDAT": zlib.compress(zlib.decompress(pixel_data(data)), 1)})
    check_pixel_data(changed)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(changed)) as after:
        assert before.tobytes() == after.tobytes()


def test_pixel_data_of_many_chunks_becomes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    data = png_file()
    whole = pixel_data(data)
    monkeypatch.setattr("colorquant.files.png._LONGEST", 100)
    split = with_chunks(data, {b"IDAT": whole})
    assert split.count(b"IDAT") == -(-len(whole) // 100)
    assert pixel_data(split) == whole
    monkeypatch.undo()
    assert with_chunks(split, {b"IDAT": whole}) == data
