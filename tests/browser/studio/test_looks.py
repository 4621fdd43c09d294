"""How it looks: light, dark, on a phone; by keyboard alone; and what axe-core finds: nothing."""

import pytest
from tests.browser.studio.pages import Opened, Page, expect, wait_for_rest

pytestmark = pytest.mark.slow

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_with_the_page_in_any_state(opened: Opened, scheme: str) -> None:
    page = opened("&n=24", color_scheme=scheme)
    assert violations(page) == []

    page.locator(".swatch").nth(5).click()
    expect(page.locator("#card")).to_be_visible()
    assert violations(page) == []
    page.click("#card-lock")
    wait_for_rest(page)
    assert violations(page) == []

    page.get_by_label("Errors", exact=True).check(force=True)
    expect(page.locator("#numbers")).to_contain_text("mean ΔE")
    assert violations(page) == []

    page.click("#paint")
    assert violations(page) == []
    for button, dialog in (("#help", "#keys"), ("#spell", "#spelled")):
        page.click(button)
        expect(page.locator(dialog)).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
    page.select_option("#target", "max_delta_e")
    expect(page.locator("#busy")).to_be_hidden(timeout=30_000)
    assert violations(page) == []

    page.get_by_label("Remove photo.png").click()
    expect(page.locator("#empty")).to_be_visible()
    assert violations(page) == []


def test_dark_mode_is_dark(opened: Opened) -> None:
    background = "getComputedStyle(document.body).backgroundColor"

    assert opened(color_scheme="dark").evaluate(background) == "rgb(28, 28, 28)"
    assert opened(color_scheme="light").evaluate(background) == "rgb(243, 243, 243)"


def test_a_phone_shows_the_picture_first_and_everything_below(opened: Opened) -> None:
    page = opened("&n=24", **PHONE)

    stage, panel = (page.locator(each).bounding_box() for each in ("#stage", "#panel"))
    assert stage is not None
    assert panel is not None
    assert stage["y"] < panel["y"]
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    page.locator("#download").scroll_into_view_if_needed()
    expect(page.locator("#download")).to_be_in_viewport()
    page.locator("#n-slide").fill("3")
    expect(page.locator(".swatch")).to_have_count(8)
    wait_for_rest(page)
    assert violations(page) == []


def test_a_finger_pans_and_picks(opened: Opened) -> None:
    page = opened("&n=24", **PHONE)

    page.touchscreen.tap(140, 300)

    expect(page.locator("#card")).to_be_visible()


def test_everything_is_reached_by_the_keyboard_alone(opened: Opened) -> None:
    page = opened("&n=12")
    page.locator("#add").focus()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.name"))

    wanted = {
        *("help", "split", "look", "zoom-in", "zoom-fit", "n", "n-slide", "target", "effort"),
        *("space", "sort", "dither", "strength", "paint", "download", "format"),
        *("download-palette", "palette-format", "spell", "share"),
    }
    assert wanted <= set(reached)


def test_a_job_is_done_by_the_keyboard_alone(opened: Opened) -> None:
    page = opened("&n=12")

    page.keyboard.press("[")
    expect(page.locator(".swatch")).to_have_count(11)
    page.keyboard.press("e")
    expect(page.locator("#numbers")).to_contain_text("mean ΔE")
    page.keyboard.press("s")
    page.locator("#n-slide").focus()
    page.keyboard.press("PageUp")
    expect(page.locator("#n")).to_have_value("22")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#n")).to_have_value("21")
    wait_for_rest(page)
    page.keyboard.press("Control+z")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.keyboard.press("d")
    assert download.value.suggested_filename == "photo-cq.png"


def test_focus_is_seen(opened: Opened) -> None:
    page = opened("&n=12")

    for selector in ("#add", "#split", "#n", "#download", "#space"):
        page.locator(selector).focus()
        page.keyboard.press("Shift")
        style = page.locator(selector).evaluate("each => getComputedStyle(each).outlineStyle")
        assert style == "solid", selector
