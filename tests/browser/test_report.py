"""The report in a real browser: from disk, by mouse and by keyboard, light and dark."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from tests.conftest import make_photo

from colorquant.compare import compare
from colorquant.report import views, write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.slow

NAME = "<script>alert(1)</script> & a photo.png"


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two views, of a photo with a hostile name."""
    folder = tmp_path_factory.mktemp("report")
    Image.fromarray(make_photo()).save(folder / NAME.replace("/", "_"))
    comparison = compare(folder / NAME.replace("/", "_"), 8, methods=("kmeans", "random"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "_ALL", 0)
        write_report(comparison, folder / "a report.html")
    return folder / "a report.html"


@pytest.fixture
def opened(page: "Page", report: Path) -> "Page":
    page.goto(report.as_uri())
    return page


def zooms(page: "Page", view: str) -> set[str]:
    """How far the pictures of a view are zoomed and moved, as the browser draws them."""
    found: list[str] = page.locator(f'.pair[data-view="{view}"] .stage').evaluate_all(
        "stages => stages.map(stage => getComputedStyle(stage).transform)"
    )
    assert len(found) == 6  # of each of two results: twice in the slider, and the errors
    return set(found)


def scale(page: "Page", view: str = "whole") -> float:
    (transform,) = zooms(page, view)
    return float(transform.removeprefix("matrix(").split(",")[0])


def first_slider(page: "Page") -> "Locator":
    return page.locator("img-comparison-slider").first


def test_it_opens_from_disk_without_errors_and_asks_nobody(page: "Page", report: Path) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))

    page.goto(report.as_uri())
    page.wait_for_timeout(300)

    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [report.as_uri()]
    assert page.title() == f"{NAME.replace('/', '_')} in 8 colors"


def test_every_picture_is_drawn(opened: "Page") -> None:
    widths: list[int] = opened.locator("img").evaluate_all(
        "pictures => pictures.map(picture => picture.naturalWidth)"
    )

    assert len(widths) == 14  # two originals, and of each result in each view three
    assert set(widths) == {128}


def test_the_keyboard_moves_the_handle(opened: "Page") -> None:
    slider = first_slider(opened)
    slider.focus()

    opened.keyboard.down("ArrowRight")
    opened.wait_for_timeout(300)
    opened.keyboard.up("ArrowRight")

    value = float(slider.evaluate("slider => slider.value"))
    assert value > 50
    assert slider.get_attribute("role") == "slider"
    assert int(slider.get_attribute("aria-valuenow") or 0) == round(value)
    assert scale(opened) == 1


def test_the_mouse_moves_the_handle(opened: "Page") -> None:
    slider = first_slider(opened)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    opened.mouse.move(*middle)
    opened.mouse.down()
    opened.mouse.move(middle[0] - box["width"] / 4, middle[1])
    opened.mouse.up()

    assert float(slider.evaluate("slider => slider.value")) == pytest.approx(25, abs=1)


def test_buttons_zoom_every_picture_of_the_view(opened: "Page") -> None:
    for _ in range(3):
        opened.get_by_role("button", name="Zoom in").click()

    assert scale(opened, "whole") == pytest.approx(1.25**3, rel=1e-4)
    opened.get_by_role("button", name="Zoom out").click()
    assert scale(opened) == pytest.approx(1.25**2)
    opened.get_by_role("button", name="Fit").click()
    assert scale(opened) == 1


def test_one_pixel_is_one_of_the_screen(opened: "Page") -> None:
    opened.get_by_role("button", name="1:1 pixels").click()

    width = first_slider(opened).bounding_box()
    assert width is not None
    assert scale(opened) * width["width"] == pytest.approx(128, abs=0.01)
    assert opened.locator("#zoom").inner_text() == "100%"


def test_keys_zoom_and_move_to_single_pixels(opened: "Page") -> None:
    slider = first_slider(opened)
    slider.focus()

    for _ in range(40):
        opened.keyboard.press("+")
    assert opened.locator("#zoom").inner_text() == "6400%"
    assert slider.locator("img").first.evaluate(
        "stage => getComputedStyle(stage).imageRendering"
    ) == "pixelated"  # fmt: skip

    before = zooms(opened, "whole")
    for key in ("ArrowDown", "Shift+ArrowRight"):
        opened.keyboard.press(key)
        after = zooms(opened, "whole")
        assert len(after) == 1
        assert after != before
        before = after
    assert float(slider.evaluate("slider => slider.value")) == 50

    opened.keyboard.press("0")
    assert scale(opened) == 1


def test_pulling_moves_what_is_zoomed(opened: "Page") -> None:
    errors = opened.get_by_role("group", name="Errors of K-Means, whole picture")
    errors.scroll_into_view_if_needed()
    opened.get_by_role("button", name="Zoom in").click(click_count=4)
    before = zooms(opened, "whole")
    box = errors.bounding_box()
    assert box is not None

    opened.mouse.move(box["x"] + 100, box["y"] + 100)
    opened.mouse.down()
    opened.mouse.move(box["x"] + 60, box["y"] + 80)
    opened.mouse.up()

    (old,), (new,) = before, zooms(opened, "whole")
    moved = np.subtract(*[np.array(each[7:-1].split(",")[4:], float) for each in (new, old)])
    np.testing.assert_allclose(moved, (-40, -20), atol=0.5)


def test_the_wheel_zooms_where_the_pointer_is_once_clicked(opened: "Page") -> None:
    slider = first_slider(opened)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    opened.mouse.move(box["x"] + 10, box["y"] + 10)
    opened.mouse.wheel(0, -100)
    opened.wait_for_timeout(200)
    assert scale(opened) == 1  # it scrolls the page

    slider.scroll_into_view_if_needed()
    slider.focus()
    opened.mouse.wheel(0, -100)
    opened.wait_for_timeout(200)
    assert scale(opened) == pytest.approx(1.25)


def test_the_other_view_is_shown_instead(opened: "Page") -> None:
    opened.get_by_label("Detail", exact=True).check()

    assert opened.locator('.pair[data-view="whole"]:visible').count() == 0
    assert opened.locator('.pair[data-view="detail"]:visible').count() == 2
    opened.get_by_role("button", name="Zoom in").click()
    assert scale(opened, "detail") == pytest.approx(1.25)
    opened.get_by_label("Whole picture", exact=True).check()
    assert scale(opened, "whole") == 1
    assert "every pixel as it is" in opened.locator("nav").inner_text()


def test_dark_is_of_the_system_and_of_the_button(browser: "Browser", report: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(report.as_uri())
    paper = "getComputedStyle(document.body).backgroundColor"

    dark = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    light = page.evaluate(paper)

    assert (dark, light) == ("rgb(22, 24, 29)", "rgb(255, 255, 255)")
    context.close()


def test_the_command_is_copied(browser: "Browser", report: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(report.as_uri())

    page.get_by_role("button", name="Copy: In a shell").click()

    assert page.get_by_text("Copied").count() == 1
    assert page.evaluate("navigator.clipboard.readText()").startswith("colorquant compare")
    context.close()


def test_without_javascript_every_picture_is_there(browser: "Browser", report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())

    assert page.get_by_text("Without JavaScript").is_visible()
    assert page.locator("img[src]:visible").count() == 10
    assert page.locator("nav").is_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: "Browser", report: Path, scheme: Any, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(report.as_uri())

    found = axe.Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_a_phone_scrolls_down_only(browser: "Browser", report: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(report.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()
