"""The picture: views, the divider, zoom and pan, errors, and painting."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.browser.studio.pages import Opened, Page, expect, pixel, swatches, wait_for_rest

import colorquant as cq

pytestmark = pytest.mark.slow


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("#stage").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def divider(page: Page) -> float:
    value: float = page.locator("#split").evaluate("split => split.value")
    return value


def test_the_divider_is_dragged_and_moved_by_keys(opened: Opened) -> None:
    page = opened()
    x, y = middle(page)

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=4)
    page.mouse.up()
    dragged = divider(page)
    page.locator("#split").focus()
    page.keyboard.down("ArrowLeft")
    page.wait_for_timeout(150)
    page.keyboard.up("ArrowLeft")

    assert dragged == pytest.approx(70, abs=3)
    assert divider(page) < dragged


def test_views_show_the_result_the_original_or_both(opened: Opened) -> None:
    page = opened()

    page.get_by_label("Result", exact=True).check(force=True)
    assert divider(page) == 0
    page.get_by_label("Original", exact=True).check(force=True)
    assert divider(page) == 100
    page.get_by_label("Split", exact=True).check(force=True)
    assert divider(page) == 50


def test_errors_are_a_picture_and_numbers(opened: Opened) -> None:
    page = opened("&n=4&dither=none")

    page.get_by_label("Errors", exact=True).check(force=True)

    expect(page.locator("#numbers")).to_contain_text("mean ΔE")
    expect(page.locator("#legend")).to_be_visible()
    page.get_by_label("Split", exact=True).check(force=True)
    expect(page.locator("#numbers")).to_contain_text("PSNR")


def test_zoom_and_pan_show_pixels_as_they_are(opened: Opened, photos: Path) -> None:
    page = opened("&n=12&dither=none")
    wanted = cq.quantize(photos / "photo.png", 12, dither="none").to_array()

    page.click("#zoom-one")
    for _ in range(8):
        page.click("#zoom-in")
    wait_for_rest(page)
    x, y = middle(page)
    page.mouse.move(x + 90, y + 90)
    page.mouse.down()
    page.mouse.move(x - 110, y - 60, steps=5)
    page.mouse.up()
    wait_for_rest(page)
    page.wait_for_timeout(500)

    assert re.fullmatch(r"2,?\d{3}%", page.locator("#zoom").inner_text())
    shown = pixel(page, "result", 0.5, 0.5)[:3]
    assert shown in wanted.reshape(-1, 3).tolist()
    page.click("#zoom-fit")
    wait_for_rest(page)


def test_the_wheel_zooms_at_the_pointer(opened: Opened) -> None:
    page = opened()
    before = page.locator("#zoom").inner_text()
    page.mouse.move(*middle(page))

    page.mouse.wheel(0, -400)

    expect(page.locator("#zoom")).not_to_have_text(before)


def test_what_is_painted_matters_more(opened: Opened) -> None:
    page = opened("&n=6&dither=none")
    before = swatches(page)
    x, y = middle(page)

    page.click("#paint")
    page.mouse.move(x - 60, y - 60)
    page.mouse.down()
    page.mouse.move(x + 10, y - 60, steps=4)
    page.mouse.up()
    expect(page.locator("#clear")).to_be_visible()
    expect(page.locator("#undo")).to_be_enabled()
    wait_for_rest(page)
    painted = swatches(page)
    assert painted != before

    with page.expect_download() as download:
        page.click("#download-mask")
    mask = np.array(Image.open(io.BytesIO(Path(download.value.path()).read_bytes())))
    assert mask.shape == (240, 320)
    assert sorted(np.unique(mask).tolist()) == [26, 255]
    page.click("#spell")
    expect(page.locator("#command")).to_contain_text("--weights photo-mask.png")
    page.keyboard.press("Escape")

    page.click("#undo")
    expect(page.locator("#clear")).to_be_hidden()
    wait_for_rest(page)
    assert swatches(page) == before
    page.click("#redo")
    expect(page.locator("#clear")).to_be_visible()
    wait_for_rest(page)
    assert swatches(page) == painted


def test_paint_is_erased_and_cleared(opened: Opened) -> None:
    page = opened("&n=6")
    x, y = middle(page)
    page.click("#paint")
    page.mouse.click(x - 60, y)
    expect(page.locator("#clear")).to_be_visible()

    page.check("#erase")
    page.mouse.click(x - 60, y)
    expect(page.locator("#clear")).to_be_hidden()

    page.uncheck("#erase")
    page.mouse.click(x - 60, y)
    page.click("#clear")
    expect(page.locator("#clear")).to_be_hidden()
    wait_for_rest(page)


def test_the_brush_is_moved_and_used_by_keys(opened: Opened) -> None:
    page = opened("&n=6")
    page.locator("#split").focus()

    page.keyboard.press("b")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press(" ")

    expect(page.locator("#clear")).to_be_visible()
    assert divider(page) == 50
    wait_for_rest(page)


def test_a_color_is_picked_by_keys(opened: Opened) -> None:
    page = opened("&n=6")
    page.locator("#split").focus()

    page.keyboard.press("p")

    expect(page.locator("#card-share")).to_have_text("from the original")
    page.keyboard.press("Escape")
    expect(page.locator("#split")).to_be_focused()
