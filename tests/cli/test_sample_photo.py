"""Where the demo's photo comes from."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from colorquant.cli.sample_photo import find_sample_photo

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]


def test_the_photo_is_found_beside_scikit_learn(china: Path) -> None:
    assert find_sample_photo() == china
    assert china.is_file()


@pytest.mark.parametrize("verb", ["demo", "compare"])
def test_without_scikit_learn_the_extra_is_named(
    colorquant: Run,
    verb: str,
    files: Listing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)

    outcome = colorquant(verb, "-o", tmp_path / "figure.png")

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert 'pip install "colorquant[demo]"' in outcome.err
    assert files() == {}


def test_a_scikit_learn_without_its_photos_is_named(
    colorquant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "sklearn"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "sklearn", raising=False)
    monkeypatch.syspath_prepend(tmp_path)

    outcome = colorquant("demo", "-o", tmp_path / "figure.png")

    assert outcome.is_one_line_error
    assert "china.jpg is missing" in outcome.err
