import pytest

import colorquant as cq
from colorquant.files.named_bytes import NamedBytes


def test_messages_call_it_by_its_name() -> None:
    with pytest.raises(cq.ImageFileError, match=r"^photo\.webp "):
        cq.load_image(NamedBytes("photo.webp", b"no image"))


def test_it_holds_what_it_begins_with_and_what_is_written() -> None:
    file = NamedBytes("out.png")
    file.write(b"abc")
    assert file.getvalue() == b"abc"
    assert NamedBytes("in.png", b"abc").read() == b"abc"
