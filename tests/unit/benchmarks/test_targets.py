"""The table of targets, on a sample photograph."""

from pathlib import Path

import pytest
from benchmarks.targets import targets
from click.testing import CliRunner
from PIL import Image
from tests.conftest import make_photo


def test_has_a_row_for_each_photograph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    Image.fromarray(make_photo(24, 32)).save(folder / "photo.png")
    monkeypatch.setattr("benchmarks.targets.DEFAULT_FOLDERS", (folder,))

    table = CliRunner().invoke(targets, ["--image", "made/photo"])

    assert table.exit_code == 0, table.output
    assert "| made/photo |" in table.output
