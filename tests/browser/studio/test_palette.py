"""Colors are fixed, dropped, changed and moved: by the card, by keys and by dragging."""

import re

import pytest
from tests.browser.studio.pages import Opened, Page, expect, swatches, wait_for_rest

pytestmark = pytest.mark.slow


def settled(page: Page, address: str) -> None:
    """Wait until a change stands in the address."""
    expect(page).to_have_url(re.compile(address))
    wait_for_rest(page)


def test_a_color_is_fixed_and_stays_whatever_else_changes(opened: Opened) -> None:
    page = opened("&n=12")
    color = swatches(page)[7]

    page.locator(".swatch").nth(7).click()
    page.click("#card-lock")
    settled(page, f"fixed_colors={color[1:]}")
    page.fill("#n", "4")
    settled(page, "n=4")

    assert swatches(page)[0] == color
    expect(page.locator(".swatch.fixed")).to_have_count(1)
    page.click("#release")
    settled(page, "^((?!fixed_colors).)*$")
    expect(page.locator(".swatch.fixed")).to_have_count(0)


def test_a_color_is_dropped_and_the_others_stay(opened: Opened) -> None:
    page = opened("&n=6")
    before = swatches(page)

    page.locator(".swatch").nth(2).click()
    page.click("#card-drop")
    settled(page, "n=5")

    assert swatches(page) == before[:2] + before[3:]


def test_a_color_is_changed(opened: Opened) -> None:
    page = opened("&n=6")

    page.locator(".swatch").nth(3).click()
    page.locator("#card-color").fill("#c8102e")
    settled(page, "fixed_colors=c8102e")

    assert swatches(page)[0] == "#c8102e"


def test_a_color_of_the_original_is_picked_and_fixed(opened: Opened, photos: object) -> None:
    page = opened("&n=6")
    box = page.locator("#stage").bounding_box()
    assert box is not None

    # The photo is shown at 100% or a multiple of it, in the middle; its last corner is flat.
    scale = int(re.findall(r"\d+", page.locator("#zoom").inner_text())[0]) / 100
    x = box["x"] + box["width"] / 2 + 150 * scale
    y = box["y"] + box["height"] / 2 + 110 * scale
    page.mouse.click(x, y)

    expect(page.locator("#card-title")).to_have_text("#0c0c28")
    page.click("#card-lock")
    settled(page, "fixed_colors=0c0c28")
    assert swatches(page)[0] == "#0c0c28"


def test_dragging_moves_a_color(opened: Opened) -> None:
    page = opened("&n=6")
    before = swatches(page)

    page.locator(".swatch").nth(4).drag_to(page.locator(".swatch").nth(1))
    settled(page, "fixed_colors")

    assert swatches(page) == [before[0], before[4], *before[1:4], before[5]]


def test_keys_move_fix_and_remove(opened: Opened) -> None:
    page = opened("&n=6")
    before = swatches(page)

    page.locator(".swatch").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".swatch").nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    settled(page, "fixed_colors")
    assert swatches(page) == [before[0], before[2], before[1], *before[3:]]
    expect(page.locator(".swatch").nth(2)).to_be_focused()

    page.keyboard.press("Delete")
    settled(page, "n=5")
    assert swatches(page) == [before[0], before[2], *before[3:]]

    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    expect(page.locator("#card-lock")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".swatch").last).to_be_focused()


def test_undo_brings_a_dropped_color_back(opened: Opened) -> None:
    page = opened("&n=6")
    before = swatches(page)
    page.locator(".swatch").first.focus()
    page.keyboard.press("Delete")
    settled(page, "n=5")
    expect(page.locator("#undo")).to_be_enabled()

    page.keyboard.press("Control+z")

    settled(page, "n=6")
    assert swatches(page) == before


def test_256_colors_can_be_looked_through(opened: Opened) -> None:
    page = opened("&n=256")

    assert len(swatches(page)) == 256
    page.locator(".swatch").first.focus()
    page.keyboard.press("End")

    expect(page.locator(".swatch").last).to_be_in_viewport()
