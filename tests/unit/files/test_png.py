import io

import pytest
from PIL import Image

from colorquant.files.png import check_pixel_data


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
