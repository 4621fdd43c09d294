"""The pictures of docs/studio.md; COLORQUANT_PICTURES names the folder that they are written to."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.studio.pages import Opened, Page, expect, wait_for_rest
from tests.browser.studio.running import Studio

import colorquant as cq

pytestmark = pytest.mark.slow


@pytest.fixture
def china_studio(china_path: Path) -> Iterator[Studio]:
    running = Studio([china_path]).start()
    yield running
    running.stop()


def shoot(page: Page, folder: Path, name: str) -> None:
    """Take a picture in few colors, as small as the documentation wants it."""
    page.mouse.move(5, 5)
    page.wait_for_timeout(300)
    picture = cq.quantize(io.BytesIO(page.screenshot()), 128)
    picture.save(folder / f"{name}.png", compression="smallest")


def test_each_of_them_is_small(opened: Opened, china_studio: Studio, tmp_path: Path) -> None:
    folder = Path(os.environ.get("COLORQUANT_PICTURES", tmp_path))
    look = {"viewport": {"width": 1120, "height": 700}}

    page = opened("&n=16&dither=none", at=china_studio, **look)
    page.locator(".swatch").nth(7).click()
    page.click("#card-lock")
    wait_for_rest(page)
    shoot(page, folder, "split")
    page.get_by_label("Errors", exact=True).check(force=True)
    expect(page.locator("#numbers")).to_contain_text("mean ΔE")
    expect(page.locator("#busy")).to_be_hidden()
    shoot(page, folder, "errors")
    page = opened("&n=16&dither=none", at=china_studio, color_scheme="dark", **look)
    page.locator(".swatch").nth(7).click()
    shoot(page, folder, "dark")
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    shoot(opened("&n=16&dither=none", at=china_studio, **phone), folder, "phone")

    for name in ("split", "errors", "dark", "phone"):
        assert 10_000 < (folder / f"{name}.png").stat().st_size < 200_000, name
