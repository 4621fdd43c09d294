"""What is done to each image, and to many at a time."""

import threading
import warnings
from pathlib import Path
from time import sleep
from typing import Any

import numpy as np
import pytest
from PIL import Image

import colorquant as cq
from colorquant.batch.inputs import Input
from colorquant.batch.jobs import Job, Result, run_all
from colorquant.batch.outputs import Task
from colorquant.errors import ColorQuantWarning
from colorquant.quantizer import Quantizer

BLACK_AND_WHITE = Quantizer(palette="black-white", dither="none")

TASKS = [Task(Input(Path(f"{place}.png")), Path(f"out{place}.png"), "png") for place in range(6)]


Seen = tuple[int | None, threading.Thread]


def stand_in(monkeypatch: pytest.MonkeyPatch, seen: dict[str, Seen]) -> Job:
    """Return a job that is slow for the first image, and warns of each."""

    def run(
        self: Job, task: Task, *, threads: int | None = None, progress: object = None
    ) -> Result:
        sleep(0.05 if task is TASKS[0] else 0.0)
        warnings.warn(f"of {task.source.name}", ColorQuantWarning, stacklevel=1)
        seen[task.source.name] = threads, threading.current_thread()
        return Result(input=task.source.name, output=task.name, status="done")

    monkeypatch.setattr(Job, "run", run)
    return Job(plan=BLACK_AND_WHITE)


@pytest.mark.filterwarnings("always::colorquant.errors.ColorQuantWarning")
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_results_come_in_the_order_of_the_inputs_each_with_its_notes(
    monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    finished: list[int] = []

    results = list(
        run_all(
            stand_in(monkeypatch, {}), TASKS, threads=threads, finished=lambda: finished.append(1)
        )
    )

    assert [(each.input, each.notes) for each in results] == [
        (task.source.name, (f"of {task.source.name}",)) for task in TASKS
    ]
    assert len(finished) == len(TASKS)


@pytest.mark.filterwarnings("always::colorquant.errors.ColorQuantWarning")
@pytest.mark.parametrize(
    ("threads", "each", "on_main"), [(3, 1, False), (13, 2, False), (1, 1, True)]
)
def test_threads_are_shared_out(
    monkeypatch: pytest.MonkeyPatch, threads: int, each: int, on_main: bool
) -> None:
    seen: dict[str, Seen] = {}

    list(run_all(stand_in(monkeypatch, seen), TASKS, threads=threads))

    for given, thread in seen.values():
        assert given == each
        assert (thread is threading.main_thread()) == on_main


def test_images_in_work_are_dropped_when_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def run(self: Job, task: Task, **options: object) -> Result:
        if task is TASKS[0]:
            begun.wait(5)
            raise KeyboardInterrupt
        begun.set()
        progress = options["progress"]
        assert callable(progress)
        try:
            for _ in range(2000):
                sleep(0.005)
                progress(0.5)
        except Exception:
            ended.set()
            raise
        pytest.fail("it went on to its end")

    monkeypatch.setattr(Job, "run", run)
    job = Job(plan=BLACK_AND_WHITE)

    with pytest.raises(KeyboardInterrupt):
        list(run_all(job, TASKS[:2], threads=2))
    assert ended.wait(5)


def task(photo: Path, name: str = "out.png") -> Task:
    return Task(Input(photo), photo.with_name(name), name.rpartition(".")[2])


def test_the_error_of_a_gif_is_that_against_the_photo_with_its_soft_edges(tmp_path: Path) -> None:
    photo = tmp_path / "soft.png"
    Image.fromarray(np.array([[[0, 0, 0, 100], [255, 255, 255, 255]]], np.uint8)).save(photo)
    plan = Quantizer(palette=[[0, 0, 0, 0], [255, 255, 255, 255]], dither="none")

    result = Job(plan=plan, measure_delta_e=True).run(task(photo, "out.gif"))

    assert result.status == "done"
    assert result.distortion is not None
    assert result.distortion > 0
    assert result.mean_delta_e is None  # with transparency, there is no one number


def test_what_is_measured_is_what_was_written(photo: Path) -> None:
    result = Job(plan=BLACK_AND_WHITE, measure_delta_e=True).run(task(photo))

    with Image.open(photo.with_name("out.png")) as image:
        written = np.asarray(image.convert("RGB"))
    assert result.psnr == pytest.approx(cq.metrics.psnr(photo, written))
    assert result.mean_delta_e == cq.metrics.delta_e_2000(photo, written)
    assert result.bytes_after == photo.with_name("out.png").stat().st_size


def test_too_little_memory_is_one_failure(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def quantize(self: Quantizer, *args: Any, **options: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(Quantizer, "quantize", quantize)
    result = Job(plan=BLACK_AND_WHITE).run(task(photo))

    assert (result.status, result.reason) == ("failed", "error")
    assert result.message == f"there is not enough memory for {photo}"


def test_a_failure_names_the_image(photo: Path) -> None:
    result = Job(plan=Quantizer(psnr=90, n=2)).run(task(photo))

    assert (result.status, result.reason) == ("failed", "error")
    assert str(result.message).startswith(f"{photo}: psnr is 90, and the best found is ")
    assert not photo.with_name("out.png").exists()


def test_an_image_of_too_low_quality_is_skipped(photo: Path) -> None:
    result = Job(plan=Quantizer(2, quality=(90, 95))).run(task(photo))

    assert (result.status, result.reason) == ("skipped", "quality")
    assert str(result.message).startswith("the quality would be too low: ")
    assert not photo.with_name("out.png").exists()


def test_a_dry_run_writes_nothing(photo: Path) -> None:
    result = Job(plan=BLACK_AND_WHITE, dry_run=True).run(task(photo))

    assert result.status == "done"
    assert result.bytes_after is not None
    assert not photo.with_name("out.png").exists()


def test_a_file_that_appears_meanwhile_is_kept(photo: Path) -> None:
    target = photo.with_name("out.png")
    target.write_bytes(b"theirs")

    result = Job(plan=BLACK_AND_WHITE).run(task(photo))
    kept = target.read_bytes()
    forced = Job(plan=BLACK_AND_WHITE, force=True).run(
        task(photo.rename(photo.with_name("in.png")))
    )

    assert (result.status, result.reason) == ("failed", "error")
    assert result.message == f"{target} exists; overwrite=True replaces it"
    assert kept == b"theirs"
    assert forced.status == "done"


def test_an_image_that_is_refused_is_not_read(tmp_path: Path) -> None:
    refused = Task(Input(tmp_path / "no.png"), tmp_path / "out.png", "png", "out.png exists")

    assert Job(plan=BLACK_AND_WHITE).run(refused).message == f"{tmp_path}/no.png: out.png exists"
