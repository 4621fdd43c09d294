"""The application: its files, its manners when something fails, and silence."""

import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from colorquant.studio import app as studio_app
from colorquant.studio import routes
from colorquant.studio.limits import Limits

Client = Callable[..., TestClient]


@pytest.mark.parametrize("path", ["/", "/main.js", "/studio.css", "/img-comparison-slider.js"])
def test_the_page_and_what_it_needs_are_served(client: Client, path: str) -> None:
    assert client().get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/../app.py", "/%2e%2e/app.py", "/..%2fapp.py", "//etc/passwd", "/%2fetc/passwd", "/app.py"],
)
def test_no_other_file_of_the_machine_is(client: Client, path: str) -> None:
    answer = client().get(path)

    assert answer.status_code == 404
    assert "colorquant" not in answer.text


def test_no_script_or_style_stands_in_the_page(client: Client) -> None:
    page = client().get("/").text

    assert "style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count('<script type="module" src=')
    assert " on" not in [page[at - 1 : at + 2] for at in range(len(page)) if page[at:][:3] == "on="]


def test_a_failure_nobody_thought_of_is_one_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise MemoryError

    page = client()
    page._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    monkeypatch.setattr(routes, "_choices", fail)

    answer = page.get("/api/given")

    assert answer.status_code == 500
    assert answer.json() == {"message": "there is not enough memory: MemoryError"}
    assert page.post("/api/pages/a").status_code == 200


def test_a_silent_page_is_forgotten(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studio_app, "_SWEEP", 0.01)
    page = client(Limits(silence=10.0))
    page.post("/api/pages/a")
    pages = page.app.state.pages  # type: ignore[attr-defined]
    assert len(pages) == 1

    much_later = time.monotonic() + 11.0
    monkeypatch.setattr(pages, "_clock", lambda: much_later)
    for _ in range(30_000):  # five minutes: far more than it can take
        if not len(pages):
            break
        time.sleep(0.01)

    assert len(pages) == 0
