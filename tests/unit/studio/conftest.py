"""Pixels for the studio, and pages that ask it."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from starlette.testclient import TestClient

from colorquant.studio.app import make_app
from colorquant.studio.limits import Limits

Pixels = NDArray[np.uint8]
PORT, TOKEN = 8649, "the-token"


@pytest.fixture
def small() -> Pixels:
    """24 x 32 pixels of many colors."""
    rows, columns = np.mgrid[0:24, 0:32]
    return np.stack([rows * 10, columns * 8, (rows * columns) % 256], axis=-1).astype(np.uint8)


Client = Callable[..., TestClient]


@pytest.fixture
def client() -> Iterator[Client]:
    """Return a maker of pages' connections to a studio of its own."""
    clients: list[TestClient] = []

    def make(limits: Limits | None = None, **options: Any) -> TestClient:
        app = make_app(port=PORT, token=TOKEN, limits=limits, **options)
        address = f"http://127.0.0.1:{PORT}"
        one = TestClient(app, address, headers={"x-studio-token": TOKEN})
        one.__enter__()
        clients.append(one)
        return one

    yield make
    for one in clients:
        one.__exit__(None, None, None)
