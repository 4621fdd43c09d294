"""Files and folders are written whole or not at all, whatever happens to the process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import FAR_TOO_LONG

from colorquant.errors import ImageFileError
from colorquant.files.atomic import folder_of, part_of, remove_abandoned

ABANDONED = ".colorquant-0123456789abcdef.part"

# Forks writers and kills them: in a process of its own, which has no threads.
KILLS = """
import os, random, signal, sys, time
from pathlib import Path
from colorquant.files import write_atomically

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
target, whole = folder / "out", [bytes([n]) * 2**18 for n in (1, 2)]
random.seed(5)

def write_for_ever():
    while True:
        for content in whole:
            def write(stream):
                for start in range(0, len(content), 2**15):
                    stream.write(content[start : start + 2**15])
                    stream.flush()
            write_atomically(target, write)

left = 0
for kill in range(kills):
    if kill % 4 == 0:
        target.unlink(missing_ok=True)
    reading, writing = os.pipe()
    writer = os.fork()
    if not writer:
        try:
            os.write(writing, b"ready")
            write_for_ever()
        finally:
            os._exit(1)
    os.read(reading, 5)
    os.close(reading)
    os.close(writing)
    time.sleep(random.uniform(0, 0.004))
    os.kill(writer, signal.SIGKILL)
    assert os.waitpid(writer, 0)[1] == signal.SIGKILL
    assert not target.exists() or target.read_bytes() in whole, "half a file"
    parts = [path for path in folder.iterdir() if path != target]
    assert len(parts) <= 1, "the next run left what it found"
    left += len(parts)

write_atomically(target, lambda stream: stream.write(b"last"))
assert [path.name for path in folder.iterdir()] == ["out"]
print(left)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_writer_killed_at_any_time_leaves_a_whole_file_and_the_next_cleans_up(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", KILLS, str(tmp_path), "200"]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=FAR_TOO_LONG)
    assert finished.returncode == 0, finished.stderr
    assert int(finished.stdout) > 20, "too few were killed while they wrote to show anything"


def test_what_was_abandoned_is_removed_and_nothing_else(tmp_path: Path) -> None:
    others = ["photo.png", ".colorquant-1.part", "a.colorquant-0123456789abcdef.part"]
    for name in (ABANDONED, *others):
        (tmp_path / name).touch()
    remove_abandoned(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    with part_of(tmp_path / "out") as stream:
        stream.write(b"whole")
        subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from pathlib import Path; from colorquant.files.atomic import *; "
                f"remove_abandoned(Path({str(tmp_path)!r}))",
            ],
            check=True,
        )
        assert Path(stream.name).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_a_link_or_pipe_of_that_name_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    (tmp_path / ABANDONED).symlink_to(tmp_path / "kept")
    os.mkfifo(tmp_path / ABANDONED.replace("0", "f"))
    remove_abandoned(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_folder_that_is_not_there_is_no_matter(tmp_path: Path) -> None:
    remove_abandoned(tmp_path / "none")


def test_a_part_that_was_taken_for_abandoned_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    lock = fcntl.flock
    taken: list[Path] = []

    def late(stream: object, how: int) -> None:
        if not taken:
            taken.extend(tmp_path.iterdir())
            taken[0].unlink()
        lock(stream, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with part_of(tmp_path / "out") as stream:
        stream.write(b"whole")
    assert taken
    assert (tmp_path / "out").read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_takes_the_name_meanwhile_is_kept_unless_it_is_to_be_replaced(
    tmp_path: Path,
) -> None:
    target = tmp_path / "out"
    with pytest.raises(FileExistsError), part_of(target, overwrite=False):
        target.write_bytes(b"theirs")
    kept = target.read_bytes()
    with part_of(target, overwrite=True) as stream:
        stream.write(b"ours")

    assert (kept, target.read_bytes()) == (b"theirs", b"ours")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_system_without_links_keeps_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", fail)
    with part_of(tmp_path / "new", overwrite=False) as stream:
        stream.write(b"ours")
    (tmp_path / "old").write_bytes(b"theirs")
    with pytest.raises(FileExistsError), part_of(tmp_path / "old", overwrite=False):
        pass

    assert (tmp_path / "new").read_bytes() == b"ours"
    assert (tmp_path / "old").read_bytes() == b"theirs"


# --- folders ---------------------------------------------------------------------------------


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


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_name_that_was_taken_meanwhile_is_kept(tmp_path: Path, kind: str) -> None:
    def take_the_name() -> None:
        if kind == "file":
            (tmp_path / "out").write_text("theirs")
        else:
            (tmp_path / "out").mkdir()
            fill(tmp_path / "out", "theirs")

    with (
        pytest.raises(ImageFileError, match="File exists"),
        folder_of(tmp_path / "out", overwrite=False),
    ):
        take_the_name()

    kept = tmp_path / "out" if kind == "file" else tmp_path / "out" / "inside" / "file"
    assert kept.read_text() == "theirs"
    assert names(tmp_path) == ["out"]
