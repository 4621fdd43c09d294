from __future__ import annotations

from html.parser import HTMLParser
from urllib.request import urlopen

import numpy as np
import pytest

from colorquant.rendering import as_html, as_table, data_uri
from colorquant.rendering.html import percent


def test_an_address_holds_the_file() -> None:
    with urlopen(data_uri(b"\x00\xff<>", "image/webp")) as response:
        assert response.read() == b"\x00\xff<>"
        assert response.headers["Content-Type"] == "image/webp"


def test_it_is_a_png_unless_said() -> None:
    assert data_uri(b"x") == "data:image/png;base64,eA=="


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (1.0, "100 %"),
        (0.12345, "12.3 %"),
        (0.01234, "1.23 %"),
        (0.0001, "0.01 %"),
        (0.00001, "< 0.01 %"),
        (0.0, "0 %"),
    ],
)
def test_a_share_is_short_and_not_nothing(share: float, text: str) -> None:
    assert percent(share).replace("\u00a0", " ") == text


def test_headings_say_what_they_are_of() -> None:
    table = as_table("Fruit", ("Name", "Number"), [("Apple", "3"), ("Pear", "5")])

    assert table == (
        "<table><caption>Fruit</caption><thead><tr>"
        '<th scope="col">Name</th><th scope="col">Number</th></tr></thead><tbody>'
        '<tr><th scope="row">Apple</th><td>3</td></tr>'
        '<tr><th scope="row">Pear</th><td>5</td></tr></tbody></table>'
    )


def test_any_text_is_only_text() -> None:
    table = as_table("<a>", ("<b>",), [("<c>",)])

    assert not any(tag in table for tag in ("<a>", "<b>", "<c>"))
    assert "&lt;c&gt;" in table


class Page(HTMLParser):
    """What a browser would find: elements with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def titles(self) -> list[str | None]:
        return [attributes["title"] for tag, attributes in self.elements if tag == "li"]


COLORS = np.array([[255, 0, 0, 255], [0, 0, 255, 128]], np.uint8)


def test_each_entry_tells_its_index_its_digits_and_its_name() -> None:
    page = Page(as_html(COLORS, ["Signal", ""], "Two"))

    assert page.open == []
    assert page.titles() == ["0: #ff0000 Signal", "1: #0000ff80"]
    assert [text for text in page.text if text.strip()] == [
        *("Two", "0", "#ff0000", "Signal"),
        *("1", "#0000ff80"),
    ]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "\"'><b onload=x>", "&lt;", "</bdi>"]
)
def test_names_are_text_whatever_they_hold(name: str) -> None:
    page = Page(as_html(COLORS, [name, "x"], name))

    assert {tag for tag, _ in page.elements} == {"div", "ol", "li", "span", "bdi"}
    assert {key for _, attributes in page.elements for key in attributes} == {"style", "title"}
    assert page.titles()[0] == f"0: #ff0000 {name}"
    assert name in page.text


def test_text_has_the_color_of_the_notebook() -> None:
    styles = [
        attributes.get("style") or "" for _, attributes in Page(as_html(COLORS, None, "x")).elements
    ]
    declared = [part.partition(":")[0] for style in styles for part in style.split(";")]

    assert "color" not in declared
    assert "background" in declared


def test_a_large_palette_is_cut_and_says_so() -> None:
    numbers = np.arange(65_536)
    colors = np.stack([numbers % 256, numbers // 256, numbers * 0], axis=1).astype(np.uint8)

    html = as_html(colors, None, "Many")

    assert len(Page(html).titles()) == 256
    assert "The first 256 of 65,536 are shown." in html
    assert len(html) < 100_000
    assert "are shown" not in as_html(colors[:256], None, "Some")
