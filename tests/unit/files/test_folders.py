"""Folders that are whole or not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from colorquant.errors import ImageFileError
from colorquant.files import folder_of


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fill(folder: Path, text: str) -> None:
    (folder / "inside").mkdir()
    (folder / "inside" / "file").write_text(text)


def test_a_folder_has_its_name_once_it_is_whole(tmp_path: Path) -> None:
    with folder_of(tmp_path / "out") as folder:
        fill(folder, "new")
        assert not (tmp_path / "out").exists()

    assert (tmp_path / "out" / "inside" / "file").read_text() == "new"
    assert names(tmp_path) == ["out"]


def test_it_takes_the_place_of_one_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    fill(tmp_path / "out", "old")

    with folder_of(tmp_path / "out") as folder:
        fill(folder, "new")
        assert (tmp_path / "out" / "inside" / "file").read_text() == "old"

    assert (tmp_path / "out" / "inside" / "file").read_text() == "new"
    assert names(tmp_path) == ["out"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    fill(tmp_path / "out", "old")

    with (
        pytest.raises(ImageFileError, match=r"cannot write .*out: File exists"),
        folder_of(tmp_path / "out") as folder,
    ):
        folder.mkdir()

    assert (tmp_path / "out" / "inside" / "file").read_text() == "old"
    assert names(tmp_path) == ["out"]


def test_where_none_can_be_made_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(ImageFileError, match=r"cannot write .*out: No such file or directory"),
        folder_of(tmp_path / "no" / "out"),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="its folders cannot be locked")
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, sys\n"
        "from colorquant.files import folder_of\n"
        "with folder_of(pathlib.Path(sys.argv[1])) as folder:\n"
        "    (folder / 'file').touch()\n"
        "    os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path / "out"], check=False)
    assert len(names(tmp_path)) == 1

    with folder_of(tmp_path / "first") as first, folder_of(tmp_path / "second"):
        assert first.is_dir()
        assert len(names(tmp_path)) == 2

    assert names(tmp_path) == ["first", "second"]
