"""Many images at a time."""

import threading
import warnings
from pathlib import Path
from time import sleep

import pytest
from colorquant.cli.reduce.batch import run_all
from colorquant.cli.reduce.inputs import Input
from colorquant.cli.reduce.job import Job
from colorquant.cli.reduce.outputs import Task
from colorquant.cli.reduce.result import Result

from colorquant.errors import ColorQuantWarning

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
    return Job(method=lambda *args, **options: pytest.fail("no image is reduced"))


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
    job = Job(method=lambda *args, **options: pytest.fail("no image is reduced"))

    with pytest.raises(KeyboardInterrupt):
        list(run_all(job, TASKS[:2], threads=2))
    assert ended.wait(5)
