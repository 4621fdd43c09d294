"""``colorquant demo``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_the_demo_compares_the_textbook_photo(colorquant: Run, china: Path, tmp_path: Path) -> None:
    path = tmp_path / "figure.png"

    outcome = colorquant("demo", "-k", "4", "--effort", "fast", "-o", path)

    assert (outcome.status, outcome.err) == (0, "")
    assert "counted 96,615 distinct colors" in outcome.out
    assert path.is_file()


def test_compare_without_an_image_takes_the_same_photo(
    colorquant: Run, china: Path, tmp_path: Path
) -> None:
    outcome = colorquant("compare", "-k", "2", "--effort", "fast", "-o", tmp_path / "figure.png")

    assert "counted 96,615 distinct colors" in outcome.out


def test_the_demo_does_not_import_scikit_learn(
    colorquant: Run, china: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.split(".")[0] == "sklearn"]:
        monkeypatch.delitem(sys.modules, module)

    colorquant("demo", "-k", "2", "--effort", "fast", "-o", tmp_path / "figure.png")

    assert "sklearn" not in sys.modules
