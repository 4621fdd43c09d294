import io
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import FAR_TOO_LONG

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


@pytest.mark.parametrize("there", [False, True])
def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path, there: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(Path("folder", "out"))
    if there:
        (tmp_path / "folder" / "out").touch()
    write_atomically(tmp_path / "link", lambda stream: stream.write(b"new"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "out").read_bytes() == b"new"
    assert len(list(tmp_path.rglob("*"))) == 3


def test_a_link_that_leads_nowhere_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(cq.ImageFileError, match=r"cannot write .*loop: "):
        write_atomically(tmp_path / "loop", lambda stream: stream.write(b""))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE)
    try:
        write_atomically(tmp_path / "pipe", lambda stream: stream.write(b"all of it"))
        assert reader.communicate(timeout=FAR_TOO_LONG)[0] == b"all of it"
    finally:
        reader.kill()
    assert (tmp_path / "pipe").is_fifo()
    with pytest.raises(cq.InvalidOptionError, match=r"pipe is no regular file"):
        write_atomically(tmp_path / "pipe", lambda stream: None, preserve=tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_no_space_is_one_error() -> None:
    with pytest.raises(cq.ImageFileError, match=r"cannot write /dev/full: No space left on device"):
        write_atomically("/dev/full", lambda stream: stream.write(b"all of it"))


def test_a_disk_that_is_full_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    (tmp_path / "out").write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "from colorquant.files import write_atomically\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, 2**16))\n"
        "write_atomically(sys.argv[1], lambda stream: stream.write(bytes(2**20)))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "out")]
    finished = subprocess.run(command, capture_output=True, text=True)
    assert resource
    assert f"ImageFileError: cannot write {tmp_path / 'out'}: File too large" in finished.stderr
    assert (tmp_path / "out").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_that_may_not_be_written_to_is_one_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(cq.ImageFileError, match=r"cannot write .*: Permission denied"):
        write_atomically(tmp_path / "out", lambda stream: stream.write(b""))


def test_permissions_and_times_are_preserved_on_request(tmp_path: Path) -> None:
    (tmp_path / "in").touch()
    (tmp_path / "in").chmod(0o640)
    os.utime(tmp_path / "in", ns=(3_000_000_000, 5_000_000_000))
    (tmp_path / "out").touch()
    write_atomically(
        tmp_path / "out", lambda stream: stream.write(b"new"), preserve=tmp_path / "in"
    )
    status = (tmp_path / "out").stat()
    assert stat.S_IMODE(status.st_mode) == 0o640
    assert (status.st_atime_ns, status.st_mtime_ns) == (3_000_000_000, 5_000_000_000)


def test_what_is_to_be_preserved_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match=r"cannot preserve the times of .*in: No such file"):
        write_atomically(tmp_path / "out", lambda stream: None, preserve=tmp_path / "in")
    assert not list(tmp_path.iterdir())
