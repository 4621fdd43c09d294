"""What tests ask of a page of the studio; they are skipped without Playwright."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, expect
else:
    reason = 'Playwright is not installed: pip install "colorquant[browser]"'
    api = pytest.importorskip("playwright.sync_api", reason=reason)
    Page, expect = api.Page, api.expect

__all__ = ["Opened", "Page", "expect", "pixel", "swatches", "wait_for_rest"]

AT_REST = re.compile("PSNR|lossless")
Opened = Callable[..., Page]


def wait_for_rest(page: Page) -> None:
    """Wait until the picture is what was asked for."""
    expect(page.locator("#numbers")).to_have_text(AT_REST, timeout=30_000)
    expect(page.locator("#busy")).to_be_hidden(timeout=30_000)


def swatches(page: Page) -> list[str]:
    """Return the palette as it is shown."""
    labels = page.locator(".swatch").evaluate_all("all => all.map(each => each.ariaLabel)")
    return [label.partition(",")[0] for label in labels]


def pixel(page: Page, canvas: str, x: float, y: float) -> list[int]:
    """Return what a canvas shows at a share of its width and height."""
    got: list[int] = page.locator(f"#{canvas}").evaluate(
        "(canvas, [x, y]) => [...canvas.getContext('2d').getImageData("
        "Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data]",
        [x, y],
    )
    return got
