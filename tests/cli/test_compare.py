"""``colorquant compare``: the steps, the table and the figure."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import colorquant as cq
from colorquant.compare import compare, draw_plain_figure
from colorquant.fitting import FITTERS

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]

SECONDS = re.compile(r"^ +\d+\.\d{4} s  (.*)$", re.MULTILINE)


def steps(out: str) -> list[str]:
    """The steps printed, without their seconds."""
    return SECONDS.findall(out)


def distortions(out: str) -> dict[str, float]:
    """The table printed: each method's distortion by its label."""
    rows = re.findall(r"^(\S.*?)  +(\d+\.\d\d)  +\S+ dB$", out, re.MULTILINE)
    return {label: float(distortion) for label, distortion in rows}


def test_every_step_is_printed_with_its_seconds(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    outcome = colorquant("compare", photo, "-k", "8", "-o", tmp_path / "figure.png")

    distinct = len(cq.ColorHistogram.from_image(photo))
    assert (outcome.status, outcome.err) == (0, "")
    assert steps(outcome.out) == [
        f"counted {distinct:,} distinct colors in 3,072 pixels",
        "fitted K-Means on all 3,072 pixels",
        "mapped the image to the 8 colors of K-Means",
        "fitted Random on all 3,072 pixels",
        "mapped the image to the 8 colors of Random",
    ]


def test_the_table_shows_that_k_means_is_better_than_chance(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    outcome = colorquant("compare", photo, "-k", "8", "-o", tmp_path / "figure.png")

    errors = distortions(outcome.out)
    assert list(errors) == ["K-Means", "Random"]
    assert errors["K-Means"] < errors["Random"]


def test_the_figure_is_where_and_as_large_as_the_last_line_says(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "figure.png"

    outcome = colorquant("compare", photo, "-k", "8", "-o", path)

    with Image.open(path) as figure:
        width, height = figure.size
    assert outcome.out.endswith(f"{path}: {width} x {height} pixels\n")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".jpeg", ".webp", ".PNG"])
def test_the_suffix_chooses_the_format(
    colorquant: Run, photo: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"figure{suffix}"

    assert colorquant("compare", photo, "-k", "2", "-o", path).status == 0
    with Image.open(path) as figure:
        assert figure.format == Image.registered_extensions()[suffix.lower()]


def test_methods_come_in_the_order_asked_for(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    names = ",".join(reversed(FITTERS))

    outcome = colorquant(
        "compare", photo, "-k", "8", "--methods", names, "-o", tmp_path / "figure.png"
    )

    labels = [fitter.label for fitter in reversed(FITTERS.values())]
    assert outcome.status == 0
    assert list(distortions(outcome.out)) == labels


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        ("kmeans,randm", "got 'randm'; allowed are kmeans, random, "),
        ("kmeans,randm", "did you mean 'random'?"),
        ("", "got ''"),
        ("kmeans,kmeans", "'kmeans' is given twice"),
    ],
)
def test_methods_are_known_and_named_once(
    colorquant: Run,
    photo: Path,
    files: Listing,
    tmp_path: Path,
    names: str,
    complaint: str,
) -> None:
    before = files()

    outcome = colorquant("compare", photo, "--methods", names, "-o", tmp_path / "figure.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert complaint in outcome.err
    assert files() == before


def test_help_names_every_method(colorquant: Run) -> None:
    words = colorquant("compare", "--help").out.replace("\n", "").replace(" ", "")

    assert all(name in words for name in FITTERS)


def test_a_sample_is_what_k_means_fits_on(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    outcome = colorquant(
        "compare", photo, "-k", "8", "--sample", "100", "-o", tmp_path / "figure.png"
    )

    assert "fitted K-Means on 100 sampled pixels" in steps(outcome.out)
    assert "fitted Random on all 3,072 pixels" in steps(outcome.out)


@pytest.mark.parametrize("size", ["0", "-1", "some"])
def test_a_sample_is_a_number_of_pixels(
    colorquant: Run, photo: Path, tmp_path: Path, size: str
) -> None:
    figure = tmp_path / "figure.png"

    outcome = colorquant("compare", photo, "--sample", size, "-o", figure)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert not figure.exists()


def test_a_sample_larger_than_the_image_is_the_image(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    outcome = colorquant(
        "compare", photo, "-k", "8", "--sample", "9999", "-o", tmp_path / "figure.png"
    )

    assert "fitted K-Means on all 3,072 pixels" in steps(outcome.out)


def test_the_figure_is_figure_png_unless_named(
    colorquant: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert colorquant("compare", photo, "-k", "2").status == 0
    assert (tmp_path / "figure.png").is_file()


def test_a_real_process_compares(colorquant_process: Run, photo: Path, tmp_path: Path) -> None:
    path = tmp_path / "figure.png"

    outcome = colorquant_process("compare", photo, "-k", "8", "-o", path)

    assert (outcome.status, outcome.err) == (0, "")
    assert len(steps(outcome.out)) == 5
    assert path.is_file()


def test_the_textbook_photo(colorquant: Run, china: Path, tmp_path: Path) -> None:
    outcome = colorquant("compare", china, "-k", "64", "-o", tmp_path / "figure.png")

    assert "counted 96,615 distinct colors in 273,280 pixels" in steps(outcome.out)
    assert distortions(outcome.out)["K-Means"] <= 114
    assert distortions(outcome.out)["Random"] > 200


def test_a_gray_photo_says_that_its_palette_is_optimal(colorquant: Run, tmp_path: Path) -> None:
    Image.linear_gradient("L").save(tmp_path / "gray.png")
    outcome = colorquant("compare", tmp_path / "gray.png", "-k", "8", "-o", tmp_path / "f.png")
    k_means, random = outcome.out.splitlines()[-4:-2]
    assert k_means.endswith("dB  proven optimal")
    assert random.endswith("dB")


def test_a_report_is_written_instead_of_the_figure(
    colorquant: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    outcome = colorquant("compare", photo, "-k", "8", "--html", "report.html")

    page = tmp_path / "report.html"
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.endswith(f"report.html: {page.stat().st_size:,} bytes\n")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert not (tmp_path / "figure.png").exists()


def test_a_report_and_a_figure_are_both_written_if_both_are_named(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    figure, report = tmp_path / "figure.webp", tmp_path / "report.HTM"

    outcome = colorquant("compare", photo, "-k", "2", "-o", figure, "--html", report)

    assert outcome.status == 0
    assert figure.is_file()
    assert report.is_file()


@pytest.mark.parametrize("name", ["report.pdf", "no/report.html", "photo.png"])
def test_a_report_that_cannot_be_written_is_refused_before_any_work(
    colorquant: Run, photo: Path, files: Listing, tmp_path: Path, name: str
) -> None:
    before = files()

    outcome = colorquant("compare", photo, "--html", tmp_path / name)

    assert outcome.is_one_line_error
    assert (outcome.status, outcome.out) == (2, "")
    assert files() == before


def test_a_report_is_not_written_over_its_input(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    named_as_a_page = photo.rename(tmp_path / "photo.html")

    outcome = colorquant("compare", named_as_a_page, "--html", named_as_a_page)

    assert outcome.is_one_line_error
    assert "is the input" in outcome.err


def test_a_plain_figure_is_for_papers(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    path = tmp_path / "plain.png"

    outcome = colorquant("compare", photo, "-k", "8", "--plain", "-o", path)

    assert outcome.status == 0
    with Image.open(path) as found:
        np.testing.assert_array_equal(found, draw_plain_figure(compare(photo, 8)))
