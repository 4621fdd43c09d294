"""Every control of the panel changes the picture, the address and the file, and can be undone."""

import re
from pathlib import Path

import pytest
from tests.browser.studio.pages import Opened, Page, expect, pixel, swatches, wait_for_rest

import colorquant as cq
from colorquant._validation import Effort

pytestmark = pytest.mark.slow


def file_of(page: Page, button: str = "#download") -> bytes:
    with page.expect_download() as download:
        page.click(button)
    return Path(download.value.path()).read_bytes()


def test_it_begins_with_the_photo_of_the_command_line(opened: Opened) -> None:
    page = opened()

    expect(page.locator(".chip")).to_have_text("photo.png×")
    expect(page).to_have_title("photo.png – colorquant studio")
    assert len(swatches(page)) == 256
    assert pixel(page, "original", 0.5, 0.5)[3] == 255
    assert pixel(page, "result", 0.5, 0.5)[3] == 255


def test_the_token_does_not_stay_in_the_address(opened: Opened) -> None:
    assert "token" not in opened().url


def test_the_number_of_colors_follows_the_slider(opened: Opened, photos: Path) -> None:
    page = opened()

    page.locator("#n-slide").fill("3")
    expect(page.locator(".swatch")).to_have_count(8)
    expect(page.locator("#n")).to_have_value("8")
    wait_for_rest(page)

    wanted = cq.quantize(photos / "photo.png", 8, dither="auto")
    assert file_of(page) == wanted.encode()
    assert swatches(page) == [f"#{bytes(each).hex()}" for each in wanted.palette.colors.tolist()]
    assert "n=8" in page.url


@pytest.mark.parametrize(
    ("control", "value", "options"),
    [
        ("#n", "5", {"n": 5}),
        ("#space", "oklab", {"space": "oklab"}),
        ("#sort", "hue", {"sort": "hue"}),
        ("#dither", "bayer-4", {"dither": "bayer-4"}),
        ("#dither", "none", {"dither": "none"}),
        ("#strength", "0.5", {"dither_strength": 0.5}),
    ],
)
def test_a_control_gives_what_the_library_gives(
    opened: Opened, photos: Path, control: str, value: str, options: dict[str, object]
) -> None:
    page = opened("&n=12")
    element = page.locator(control)

    if element.evaluate("each => each.tagName") == "SELECT":
        element.select_option(value)
    else:
        element.fill(value)
    wait_for_rest(page)

    asked: dict[str, object] = {"n": 12, "dither": "auto", **options}
    assert file_of(page) == cq.quantize(photos / "photo.png", **asked).encode()  # type: ignore[arg-type]


@pytest.mark.parametrize("effort", ["fast", "best"])
def test_effort_is_that_of_the_file(opened: Opened, photos: Path, effort: Effort) -> None:
    page = opened("&n=12")

    page.get_by_label(effort.capitalize(), exact=True).check(force=True)
    wait_for_rest(page)

    wanted = cq.quantize(photos / "photo.png", 12, effort=effort, dither="auto")
    assert file_of(page) == wanted.encode()


def test_strength_goes_back_to_what_suits(opened: Opened) -> None:
    page = opened("&n=12")
    page.locator("#strength").fill("0.3")
    expect(page.locator("#strength-told")).to_have_text("30%")

    page.click("#strength-auto")

    expect(page.locator("#strength-told")).to_have_text("Auto")
    wait_for_rest(page)
    assert "dither_strength" not in page.url


@pytest.mark.parametrize(
    ("target", "limit", "asked"),
    [
        ("max_delta_e", "25", {"max_delta_e": 25.0}),
        ("max_bytes", "10", {"max_bytes": 10_000}),
    ],
)
def test_a_target_finds_the_number_of_colors(
    opened: Opened, photos: Path, target: str, limit: str, asked: dict[str, float]
) -> None:
    page = opened("&n=256&dither=none")

    page.select_option("#target", target)
    page.fill("#limit", limit)
    page.locator("#limit").blur()
    wait_for_rest(page)

    reached = cq.quantize_to_target(photos / "photo.png", max_colors=256, dither="none", **asked)  # type: ignore[arg-type]
    expect(page.locator(".swatch")).to_have_count(reached.n, timeout=30_000)
    assert page.locator("#dither").is_disabled() == (target == "max_delta_e")
    assert file_of(page) == reached.image.encode()


def test_a_quality_finds_the_fewest_colors_and_dithers(opened: Opened) -> None:
    page = opened("&n=256")

    page.select_option("#target", "quality")
    page.fill("#limit", "30")
    page.locator("#limit").blur()
    wait_for_rest(page)

    expect(page.locator(".swatch")).not_to_have_count(256)
    expect(page.locator("#dither")).to_be_enabled()


def test_a_target_that_cannot_be_met_is_one_sentence(opened: Opened) -> None:
    page = opened("&n=2&dither=none")

    page.select_option("#target", "max_delta_e")
    page.fill("#limit", "1")
    page.locator("#limit").blur()

    expect(page.locator("#numbers")).to_have_class(re.compile("wrong"))
    expect(page.locator("#numbers")).to_contain_text("best found is")


def test_undo_and_redo_go_through_the_settings(opened: Opened) -> None:
    page = opened()
    for n in ("8", "4"):
        page.fill("#n", n)
        expect(page.locator(".swatch")).to_have_count(int(n))
        wait_for_rest(page)
        expect(page.locator("#undo")).to_be_enabled()

    page.click("#undo")
    expect(page.locator(".swatch")).to_have_count(8)
    page.click("#undo")
    expect(page.locator(".swatch")).to_have_count(256)
    expect(page.locator("#undo")).to_be_disabled()
    page.click("#redo")
    expect(page.locator("#n")).to_have_value("8")


def test_the_address_shares_the_settings(opened: Opened) -> None:
    page = opened()
    page.fill("#n", "7")
    page.select_option("#space", "lab")
    expect(page.locator(".swatch")).to_have_count(7)
    wait_for_rest(page)
    expect(page).to_have_url(re.compile("n=7.*space=lab"))
    shared = page.url

    other = page.context.new_page()
    other.goto(shared)
    wait_for_rest(other)

    assert swatches(other) == swatches(page)


def test_damaged_settings_in_the_address_are_one_sentence(opened: Opened) -> None:
    page = opened()

    page.goto(page.url.partition("#")[0] + "#n=9999&space=oklab")

    expect(page.locator("#numbers")).to_contain_text("The number of colors is 9,999")
    page.fill("#n", "9")
    wait_for_rest(page)
    assert len(swatches(page)) == 9


def test_files_can_be_downloaded_in_every_format(opened: Opened, photos: Path) -> None:
    page = opened("&n=12")
    wanted = cq.quantize(photos / "photo.png", 12, dither="auto")

    for format in ("gif", "webp", "png"):
        page.select_option("#format", format)
        wait_for_rest(page)
        assert file_of(page) == wanted.encode(format)
    page.select_option("#palette-format", "hex")
    colors = file_of(page, "#download-palette").decode().split()
    assert [f"#{color}" for color in colors] == swatches(page)


def test_a_report_can_be_downloaded(opened: Opened) -> None:
    page = opened("&n=12&dither=none")

    report = file_of(page, "#report").decode()

    assert "photo.png" in report
    assert "-k 12" in report


def test_the_job_is_spelled_to_copy(opened: Opened) -> None:
    page = opened("&n=12&dither=none")

    page.click("#spell")

    expect(page.locator("#command")).to_have_text("colorquant reduce 12 photo.png --dither none")
    expect(page.locator("#python")).to_contain_text("cq.Quantizer(12, dither='none')")
    page.keyboard.press("Escape")
    expect(page.locator("#spelled")).to_be_hidden()


def test_a_maximum_difference_is_by_default_one_of_cielab(opened: Opened) -> None:
    page = opened("&n=4")

    page.select_option("#target", "max_delta_e")
    expect(page.locator("#space")).to_have_value("lab")
    page.select_option("#target", "max_bytes")
    expect(page.locator("#space")).to_have_value("srgb")
    page.select_option("#space", "lab")
    page.select_option("#target", "quality")
    expect(page.locator("#space")).to_have_value("lab")
