"""Two tabs at once, the studio stopped and started again, and pages that close."""

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.studio.pages import Opened, expect, swatches, wait_for_rest
from tests.browser.studio.running import Studio

pytestmark = pytest.mark.slow

PIXELS = 36e6  # bytes of those of the large photo


@pytest.fixture
def own_studio(photos: Path) -> Iterator[Studio]:
    """A studio that a test may stop."""
    running = Studio([photos / "photo.png"]).start()
    yield running
    running.stop()


def test_two_tabs_do_not_disturb_each_other(opened: Opened) -> None:
    first = opened()
    second = opened(context=first.context)

    first.fill("#n", "5")
    second.fill("#n", "9")
    wait_for_rest(first)
    wait_for_rest(second)

    expect(first.locator(".swatch")).to_have_count(5)
    expect(second.locator(".swatch")).to_have_count(9)


def test_a_page_goes_on_when_the_studio_is_started_again(
    opened: Opened, own_studio: Studio
) -> None:
    page = opened("&n=12", at=own_studio)
    before = swatches(page)
    page.click("#paint")
    page.locator("#split").click(position={"x": 450, "y": 250})
    expect(page.locator("#clear")).to_be_visible()
    wait_for_rest(page)
    painted = swatches(page)

    own_studio.stop()
    page.fill("#n", "8")
    expect(page.locator("#banner")).to_contain_text("The studio has stopped")
    own_studio.start()
    expect(page.locator("#banner")).to_contain_text("restarted", timeout=10_000)
    opened(at=own_studio, context=page.context)  # as the browser does by itself
    expect(page.locator("#banner")).to_be_hidden(timeout=10_000)
    expect(page.locator(".swatch")).to_have_count(8)
    page.fill("#n", "12")
    expect(page.locator(".swatch")).to_have_count(12)
    wait_for_rest(page)

    assert swatches(page) == painted != before


def test_without_the_token_the_page_says_what_to_do(opened: Opened, studio: Studio) -> None:
    page = opened()
    page.evaluate("localStorage.clear()")

    page.goto("about:blank")
    page.goto(studio.address.partition("#")[0])

    expect(page.locator("#banner")).to_contain_text("Open the address that the studio printed")


def ask(studio: Studio, method: str, path: str, body: bytes | None = None) -> bytes:
    address, _, token = studio.address.partition("#token=")
    asked = urllib.request.Request(f"{address}api/{path}", body, method=method)
    asked.add_header("x-studio-token", token)
    with urllib.request.urlopen(asked, timeout=60) as answer:
        data: bytes = answer.read()
        return data


def test_50_clients_at_once_are_answered_and_leave_nothing(
    own_studio: Studio, photos: Path
) -> None:
    data = (photos / "photo.png").read_bytes()
    failures: list[BaseException] = []

    def client(name: str) -> None:
        try:
            image = f"pages/{name}/images/one"
            ask(own_studio, "PUT", f"{image}?name=photo.png", data)
            for n in (4, 16):
                for layer in ("moving", "result"):
                    view = "view=0,0,320,240,320,240"
                    ask(own_studio, "GET", f"{image}/result?n={n}&layer={layer}&{view}")
            ask(own_studio, "GET", f"{image}/file?n=16")
            ask(own_studio, "DELETE", f"pages/{name}")
        except BaseException as error:
            failures.append(error)

    def crowd() -> None:
        threads = [threading.Thread(target=client, args=(f"c{each}",)) for each in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    crowd()
    after_one = own_studio.memory
    for _ in range(2):
        crowd()

    assert not failures
    assert own_studio.memory < after_one + 32 * 2**20
    assert json.loads(ask(own_studio, "POST", "pages/c1"))["images"] == []


def test_what_a_tab_held_is_given_back_when_it_closes(
    opened: Opened, own_studio: Studio, photos: Path
) -> None:
    page = opened(at=own_studio)
    before = own_studio.memory
    page.locator("#file").set_input_files(photos / "large.jpg")
    expect(page).to_have_title("large.jpg – colorquant studio", timeout=60_000)
    wait_for_rest(page)
    held = own_studio.memory

    page.close(run_before_unload=True)
    deadline = time.monotonic() + 20
    while own_studio.memory > held - PIXELS / 2 and time.monotonic() < deadline:
        time.sleep(0.2)

    assert held > before + PIXELS
    assert own_studio.memory < held - PIXELS / 2


def test_images_that_come_and_go_leave_nothing(own_studio: Studio, photos: Path) -> None:
    data = (photos / "large.jpg").read_bytes()
    memory = []

    for round in range(12):
        image = f"pages/round-{round}/images/one"
        ask(own_studio, "PUT", f"{image}?name=large.jpg", data)
        ask(own_studio, "GET", f"{image}/result?n=16&dither=none&view=0,0,4000,3000,400,300")
        ask(own_studio, "DELETE", f"pages/round-{round}")
        memory.append(own_studio.memory)

    # Allocators keep some of what two workers used at once; eight images would be far more.
    assert memory[-1] < memory[3] + 4 * PIXELS
