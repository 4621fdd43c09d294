"""Unfinished files: nothing of them stays, whatever happens to the process that writes them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import FAR_TOO_LONG

from colorquant.files.parts import part_of, remove_abandoned

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
                "import sys; from pathlib import Path; from colorquant.files.parts import *; "
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
