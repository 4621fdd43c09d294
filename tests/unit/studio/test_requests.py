"""Requests: what the page sends is read up to its bounds, or refused in a sentence."""

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient
from tests.studio import Pixels, as_file

from colorquant.studio.limits import Limits

Client = Callable[..., TestClient]
IMAGE = "/api/pages/a/images/one"


def test_a_file_of_too_many_bytes_is_refused(client: Client) -> None:
    answer = client(Limits(upload_bytes=100)).put(f"{IMAGE}?name=big.png", content=b"x" * 101)

    assert answer.status_code == 413
    assert answer.json()["message"] == "big.png has more than the 100 bytes allowed in the studio"


def in_parts(data: bytes) -> Iterator[bytes]:
    for begin in range(0, len(data), 60):
        yield data[begin : begin + 60]


@pytest.mark.parametrize("sent", [bytes, in_parts], ids=["of a told size", "of none"])
def test_a_file_has_up_to_as_many_bytes_as_are_allowed(
    client: Client, small: Pixels, sent: Callable[[bytes], bytes | Iterator[bytes]]
) -> None:
    file = as_file(small)

    for allowed, status in ((len(file), 201), (len(file) - 1, 413)):
        page = client(Limits(upload_bytes=allowed))
        assert page.put(f"{IMAGE}?name=a.png", content=sent(file)).status_code == status


def test_a_file_that_does_not_tell_its_size_is_read_no_further_than_allowed(
    client: Client,
) -> None:
    sent = []

    def parts() -> Iterator[bytes]:
        for _ in range(1000):
            sent.append(1)
            yield b"x" * 60

    answer = client(Limits(upload_bytes=100)).put(f"{IMAGE}?name=big.png", content=parts())

    assert answer.status_code == 413


@pytest.mark.parametrize("name", ["", "x" * 201, "%0a%0d", "folder/"])
def test_a_file_without_a_sensible_name_is_refused(client: Client, name: str) -> None:
    assert client().put(f"{IMAGE}?name={name}", content=b"x").status_code == 400


def test_a_file_s_name_has_up_to_200_letters(client: Client, small: Pixels) -> None:
    name = "x" * 196 + ".png"

    assert client().put(f"{IMAGE}?name={name}", content=as_file(small)).json()["name"] == name


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Users\\passwd", "/etc/passwd"])
def test_of_a_path_the_name_is_left(client: Client, name: str, small: Pixels) -> None:
    answer = client().put(IMAGE, params={"name": name}, content=as_file(small))

    assert answer.json()["name"] == "passwd"


@pytest.mark.parametrize(
    ("size", "content", "status"),
    [
        ("width=2&height=2", b"\xff" * 4, 204),
        ("width=2&height=2", b"\xff" * 3, 400),
        ("width=2&height=2", b"\xff" * 5, 400),
        ("width=0&height=2", b"", 400),
        ("width=-1&height=2", b"", 400),
        ("width=2", b"ab", 400),
        ("width=1&height=65535", b"\xff" * 65_535, 204),
        ("width=1&height=65536", b"\xff" * 65_536, 400),
        ("width=300&height=300", b"\xff" * 90_000, 204),
        ("width=90001&height=1", b"\xff" * 90_001, 400),
        ("width=100&height=901", b"\xff" * 90_100, 413),
    ],
)
def test_a_mask_has_one_byte_for_each_pixel(
    client: Client, small: Pixels, size: str, content: bytes, status: int
) -> None:
    page = client(Limits(view_pixels=90_000))
    page.put(f"{IMAGE}?name=a.png", content=as_file(small))

    assert page.put(f"{IMAGE}/mask?{size}", content=content).status_code == status


def test_a_setting_that_there_is_not_is_refused(client: Client, small: Pixels) -> None:
    page = client()
    page.put(f"{IMAGE}?name=a.png", content=as_file(small))

    answer = page.get(f"{IMAGE}/file?colors=7")

    assert answer.status_code == 400
    assert "'colors' is not an option; allowed are" in answer.json()["message"]
