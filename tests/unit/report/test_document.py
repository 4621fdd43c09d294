"""make_report() and write_report(): the page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.compare import Comparison, compare
from colorquant.fitting import FITTERS
from colorquant.report import REPORT_SUFFIXES, make_report, write_report

VOID = {"meta", "img", "input", "link"}


class Page(HTMLParser):
    """What a browser would find: every element with its attributes, and that they close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_every_element_closes_and_every_id_is_one(comparison: Comparison) -> None:
    page = Page(make_report(comparison))

    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    named = [each["aria-labelledby"] for _, each in page.elements if "aria-labelledby" in each]
    assert len(set(ids)) == len(ids)
    assert {*named} <= {*ids}


def test_nothing_comes_from_elsewhere(comparison: Comparison) -> None:
    text = make_report(comparison)

    sources = [each.get("src") or "data:" for _, each in Page(text).elements]
    assert all(source.startswith("data:") for source in sources)
    assert not Page(text).all("link")
    assert "default-src 'none'" in text
    outside = re.sub(r'"data:[^"]*"', "", text)
    assert set(re.findall(r"https?://[\w./]+", outside)) <= {"http://www.w3.org/2000/svg"}


def test_each_section_is_there(comparison: Comparison) -> None:
    titles = re.findall("<h2[^>]*>(.*?)</h2>", make_report(comparison))

    assert titles == ["Results", "Pictures", "How many colors", "How to make this again"]


def test_a_name_is_only_text(image: NDArray[np.uint8], tmp_path: Path) -> None:
    path = tmp_path / '<script>alert("&").png'
    Image.fromarray(image).save(path)

    text = make_report(compare(path, 4))

    assert len(Page(text).all("script")) == 2
    assert "alert(" not in "".join(re.findall("<script>(.*?)</script>", text, re.DOTALL))


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((1, 1), np.uint8),
        np.arange(60, dtype=np.uint16).reshape(6, 10) * 1000,
        np.random.default_rng(0).integers(0, 256, (9, 7, 4), np.uint8),
        np.random.default_rng(0).random((9, 7, 3)),
    ],
    ids=["one pixel", "16-bit gray", "alpha", "floats"],
)
def test_every_kind_of_image_has_a_report(image: NDArray[np.generic]) -> None:
    page = Page(make_report(compare(image, 4)))

    assert len(page.all("img")) == 7


@pytest.mark.parametrize("methods", [("kmeans",), tuple(FITTERS)])
def test_one_method_or_all(image: NDArray[np.uint8], methods: tuple[str, ...]) -> None:
    page = Page(make_report(compare(image, 4, methods=methods)))

    assert len(page.all("article")) == len(methods)


def test_the_page_does_not_depend_on_threads(comparison: Comparison) -> None:
    assert make_report(comparison, threads=1) == make_report(comparison, threads=2)


@pytest.mark.parametrize("suffix", REPORT_SUFFIXES)
def test_a_report_is_a_file(comparison: Comparison, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report{suffix}"

    write_report(comparison, path)

    assert path.read_text("utf-8") == make_report(comparison)


def test_another_suffix_is_refused(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"allowed are \.htm, \.html"):
        write_report(comparison, tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_noisy_photo_of_12_megapixels_stays_below_10_megabytes(
    photo: NDArray[np.uint8],
) -> None:
    large = np.asarray(Image.fromarray(photo).resize((4000, 3000), Image.Resampling.BICUBIC))
    noise = np.random.default_rng(0).normal(0, 6, large.shape)
    noisy = np.clip(large + noise, 0, 255).astype(np.uint8)

    text = make_report(compare(noisy, 256, methods=tuple(FITTERS), effort="fast"))

    assert len(text.encode()) < 10_000_000
    assert "every pixel as it is" in text
