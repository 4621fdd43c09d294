"""Serving: a socket on loopback alone, a token, and the first line."""

import socket
import webbrowser
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from colorquant.errors import InvalidOptionError
from colorquant.studio import serving


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Serve nothing, and tell what would have been: sockets and opened addresses."""
    told: list[Any] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: told.append(*sockets))
    monkeypatch.setattr(webbrowser, "open", told.append)
    yield told
    for each in told:
        if isinstance(each, socket.socket):
            each.close()


def test_the_address_holds_the_port_and_a_long_random_token(served: list[Any]) -> None:
    said: list[str] = []

    serving.serve(port=0, say=said.append, open_browser=False)
    serving.serve(port=0, say=said.append, open_browser=False)

    tokens = [each.partition("#token=")[2] for each in said]
    assert said[0].startswith(f"http://127.0.0.1:{served[0].getsockname()[1]}/#token=")
    assert len(set(tokens)) == 2
    assert all(len(token) >= 32 for token in tokens)


def test_only_loopback_is_listened_at(served: list[Any]) -> None:
    serving.serve(port=0, say=lambda line: None, open_browser=False)

    assert served[0].getsockname()[0] == "127.0.0.1"


def test_the_browser_is_opened_at_the_address_that_is_told(served: list[Any]) -> None:
    said: list[str] = []

    serving.serve(port=0, say=said.append)

    assert served[0] == said[0]


def test_a_port_that_is_taken_is_refused(served: list[Any]) -> None:
    serving.serve(port=0, say=lambda line: None, open_browser=False)
    taken = served[0].getsockname()[1]

    with pytest.raises(InvalidOptionError, match=f"port {taken:,} cannot be listened at"):
        serving.serve(port=taken, say=lambda line: None, open_browser=False)


def test_without_a_port_the_usual_or_a_free_one_is_taken(
    served: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    serving.serve(port=0, say=lambda line: None, open_browser=False)
    monkeypatch.setattr(serving, "USUAL_PORT", served[0].getsockname()[1])

    serving.serve(say=lambda line: None, open_browser=False)

    assert served[1].getsockname()[1] != serving.USUAL_PORT
