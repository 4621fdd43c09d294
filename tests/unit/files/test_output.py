import io
from pathlib import Path
from typing import Any

import pytest

import colorquant as cq
from colorquant.files import check_output, write_atomically


def test_a_new_file_is_allowed(tmp_path: Path) -> None:
    assert check_output(tmp_path / "new.png", suffixes=[".png"]) == tmp_path / "new.png"


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"output folder .*none does not exist"):
        check_output(tmp_path / "none" / "out.png")


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(cq.InvalidOptionError, match=r"output folder .*file is not a folder"):
        check_output(tmp_path / "file" / "out.png")


def test_unknown_ending(tmp_path: Path) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"ends in '.doc'; allowed are .gif, .png"):
        check_output(tmp_path / "out.doc", suffixes=[".png", ".gif"])
    with pytest.raises(cq.InvalidOptionError, match="has no ending"):
        check_output(tmp_path / "out", suffixes=[".png"])


def test_folder_as_file(tmp_path: Path) -> None:
    with pytest.raises(cq.InvalidOptionError, match="is a folder"):
        check_output(tmp_path)


def test_output_that_is_the_input(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    (tmp_path / "link.png").symlink_to(tmp_path / "a.png")
    for output in ("a.png", "link.png"):
        with pytest.raises(cq.InvalidOptionError, match="is the input"):
            check_output(tmp_path / output, inputs=[tmp_path / "none.png", tmp_path / "a.png"])


@pytest.mark.parametrize("name", ["x" * 300 + ".png", "null\0.png"])
def test_a_name_that_no_file_can_have_is_one_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(cq.ImageFileError, match="cannot write"):
        write_atomically(check_output(tmp_path / name), lambda stream: stream.write(b""))
    assert list(tmp_path.iterdir()) == []


def test_writes_whole_files(tmp_path: Path) -> None:
    write_atomically(tmp_path / "out", lambda stream: stream.write(b"all of it"))
    assert (tmp_path / "out").read_bytes() == b"all of it"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")

    def fail(stream: object) -> None:
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        write_atomically(tmp_path / "out", fail)
    assert (tmp_path / "out").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_the_longest_name_there_can_be_is_written(tmp_path: Path) -> None:
    name = "x" * 251 + ".png"
    write_atomically(tmp_path / name, lambda stream: stream.write(b"all of it"))
    assert (tmp_path / name).read_bytes() == b"all of it"


def test_a_new_file_gets_the_permissions_that_new_files_get(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "out", lambda stream: stream.write(b"new"))
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    (tmp_path / "out").chmod(0o640)
    write_atomically(tmp_path / "out", lambda stream: stream.write(b"new"))
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match=r"cannot write .*: No such file"):
        write_atomically(tmp_path / "none" / "out", lambda stream: stream.write(b""))


@pytest.mark.parametrize("path", [None, 3, b"out.png", io.BytesIO()])
def test_what_is_no_path_is_refused(path: Any) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"^output is \w+; allowed is a path$"):
        check_output(path)
