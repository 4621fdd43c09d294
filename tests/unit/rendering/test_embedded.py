"""data_uri()."""

from urllib.request import urlopen

from colorquant.rendering import data_uri


def test_an_address_holds_the_file() -> None:
    with urlopen(data_uri(b"\x00\xff<>", "image/webp")) as response:
        assert response.read() == b"\x00\xff<>"
        assert response.headers["Content-Type"] == "image/webp"


def test_it_is_a_png_unless_said() -> None:
    assert data_uri(b"x") == "data:image/png;base64,eA=="
