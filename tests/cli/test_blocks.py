"""Which images are taken block by block, and the bar meanwhile."""

import io
from pathlib import Path

import pytest
import zarr

from colorquant.cli.blocks import by_blocks, shown_progress


def test_a_large_one_or_a_cluster_decides(photo: Path, tmp_path: Path) -> None:
    zarr.open_group(str(tmp_path / "a.zarr"), mode="w")

    assert not by_blocks([photo], None)
    assert by_blocks([photo], "tcp://10.0.0.1:8786")
    assert by_blocks([photo, tmp_path / "a.zarr"], None)


def test_the_bar_is_drawn_on_a_terminal_and_gone_behind_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", stream)

    with shown_progress() as progress:
        progress(0.25)
        progress(0.2501)
        progress(0.5)

    assert stream.getvalue().count("%") == 3
    assert " 25 %" in stream.getvalue()
    assert " 50 %" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
