"""A studio that runs, and pages on it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from tests.browser.studio.running import Studio
from tests.conftest import make_photo

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
    from tests.browser.studio.pages import Opened


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder: a photo, another, one of 12 megapixels, one of soft edges, and broken files."""
    folder = tmp_path_factory.mktemp("photos")
    Image.fromarray(make_photo(240, 320)).save(folder / "photo.png")
    Image.fromarray(make_photo(200, 200, seed=3)[:, ::-1]).save(folder / "other.jpg")
    large = np.tile(make_photo(750, 1000), (4, 4, 1))
    large ^= np.random.default_rng(1).integers(0, 4, large.shape, dtype=np.uint8)
    Image.fromarray(large).save(folder / "large.jpg", quality=90)
    rows, columns = np.mgrid[0:64, 0:64]
    soft = np.stack([rows * 4, columns * 4, rows + columns, 255 - columns * 4], axis=-1)
    Image.fromarray(soft.astype(np.uint8)).save(folder / "soft.png")
    (folder / "text.png").write_text("not an image\n")
    (folder / "cut.png").write_bytes((folder / "photo.png").read_bytes()[:3000])
    (folder / "bomb.png").write_bytes(_bomb())
    return folder


def _bomb() -> bytes:
    """A PNG of few bytes that says it has 60,000 x 60,000 pixels."""
    file = io.BytesIO()
    Image.new("1", (1, 1)).save(file, "PNG")
    data = bytearray(file.getvalue())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.fixture(scope="session")
def studio(photos: Path) -> Iterator[Studio]:
    """A studio that was given one photo."""
    running = Studio([photos / "photo.png"]).start()
    yield running
    running.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What pages complained of in their consoles: a test fails of any."""
    return []


@pytest.fixture
def opened(browser: Browser, studio: Studio, complaints: list[str]) -> Iterator[Opened]:
    """Return a way to open pages of the studio, each at rest, in windows of their own."""
    contexts: list[BrowserContext] = []

    def tell(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def open_page(
        hash: str = "",
        *,
        at: Studio = studio,
        context: BrowserContext | None = None,
        **look: Any,
    ) -> Page:
        from tests.browser.studio.pages import wait_for_rest

        if context is None:
            look.setdefault("viewport", {"width": 1280, "height": 800})
            context = browser.new_context(**look)
            contexts.append(context)
        page = context.new_page()
        page.on("console", tell)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{at.address}{hash}")
        if at.files:
            wait_for_rest(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
