"""The command and the lines of Python that make a report again."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from colorquant.cli import main
from colorquant.compare import Request
from colorquant.quantizer import Quantizer
from colorquant.report.recipe import command, python, recipe_section

METHODS = ("kmeans", "random")
USUAL = Request("photo.jpg", Quantizer(64, dither="none"), METHODS, None)
OTHER = Request(
    "a 'photo'.png",
    Quantizer(5, effort="fast", space="lab", seed=3, dither="none"),
    ("random", "kmeans"),
    9,
)


def test_only_what_is_not_usual_is_said() -> None:
    assert command(USUAL) == "colorquant compare --html report.html -k 64 photo.jpg"
    assert "comparison = compare('photo.jpg', 64)\n" in python(USUAL)


def test_everything_else_is() -> None:
    assert command(OTHER) == (
        "colorquant compare --html report.html -k 5 --effort fast --space lab --seed 3 "
        "--methods random,kmeans --sample 9 'a '\"'\"'photo'\"'\"'.png'"
    )


def test_a_name_like_an_option_stays_a_name() -> None:
    line = command(Request("-k", Quantizer(4), METHODS, None))

    assert line is not None
    assert line.endswith(" -- -k")


def test_an_image_that_is_no_file_is_called_image() -> None:
    request = Request(None, Quantizer(4), METHODS, None)

    assert command(request) is None
    assert "compare(image, 4)" in python(request)
    assert "In a shell" not in recipe_section(request)


def test_the_python_makes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Image.effect_noise((20, 20), 60).save("a 'photo'.png")
    namespace: dict[str, Any] = {}

    exec(python(OTHER), namespace)

    assert namespace["comparison"].request == OTHER
    assert (tmp_path / "report.html").is_file()


def test_the_command_makes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Image.effect_noise((20, 20), 60).save("a 'photo'.png")
    line = command(OTHER)
    assert line is not None

    done = CliRunner().invoke(main, shlex.split(line)[1:])

    assert done.exit_code == 0, done.output
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "compare(&quot;a &#x27;photo&#x27;.png&quot;, 5" in page


def test_text_is_only_text() -> None:
    request = Request("<b>.png", Quantizer(4), METHODS, None)

    section = recipe_section(request)

    assert "<b>" not in section
    assert len(re.findall("data-of=", section)) == 2
