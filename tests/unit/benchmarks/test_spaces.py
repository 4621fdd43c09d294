"""The table of working spaces, on made photographs."""

from pathlib import Path

from benchmarks.spaces import spaces
from click.testing import CliRunner
from PIL import Image
from tests.conftest import make_photo

from colorquant.color import SPACES


def test_has_a_row_for_each_space(tmp_path: Path) -> None:
    Image.fromarray(make_photo(24, 32)).save(tmp_path / "photo.png")

    table = CliRunner().invoke(spaces, ["--images", str(tmp_path), "-k", "4"])

    assert table.exit_code == 0
    assert [f"| `{space}` |" in table.output for space in SPACES] == [True] * 4
