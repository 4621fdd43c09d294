"""Many images, several at a time: one failure stops none, and the order is that of the inputs."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, local
from typing import Any

from colorquant._validation import resolve_threads
from colorquant.cli.reduce.job import Job
from colorquant.cli.reduce.outputs import Task
from colorquant.cli.reduce.result import Result
from colorquant.errors import ColorQuantWarning

Finished = Callable[[], object]


class Stopped(Exception):  # noqa: N818  # it is no error
    """An image that nobody waits for any more."""


def run_all(
    job: Job,
    tasks: Sequence[Task],
    *,
    threads: int | None = None,
    finished: Finished | None = None,
) -> Iterator[Result]:
    """Do a job to images and yield the results in their order.

    Several images are worked on at a time, so that reading and writing them, which is done by one
    thread each, is shared out, too.

    Parameters
    ----------
    job
        What is done to each.
    tasks
        The images.
    threads
        How many threads to use in all; the results do not depend on it.
    finished
        Called when an image is, perhaps on another thread.
    """
    total = resolve_threads(threads)
    workers = min(len(tasks), total)
    stop = Event()

    def check(share: float) -> None:
        if stop.is_set():
            raise Stopped

    def work(task: Task) -> Result:
        with _notes() as notes:
            result = job.run(
                task,
                threads=max(1, total // workers),
                progress=check if workers > 1 else None,
            )
        if finished is not None:
            finished()
        return replace(result, notes=tuple(notes))

    with _collecting():
        if workers == 1:
            yield from map(work, tasks)
            return
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(work, task) for task in tasks]
            try:
                for future in futures:
                    yield future.result()
            except BaseException:
                stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise


class _Collector(local):
    """The notes on what this thread works on."""

    notes: list[str] | None = None


_COLLECTOR = _Collector()


@contextmanager
def _notes() -> Iterator[list[str]]:
    """Collect the notes on an image, in the thread that works on it."""
    notes: list[str] = []
    _COLLECTOR.notes = notes
    try:
        yield notes
    finally:
        _COLLECTOR.notes = None


@contextmanager
def _collecting() -> Iterator[None]:
    """Let each thread collect its notes; whatever else is a warning is shown as ever."""
    show = warnings.showwarning

    def collect_or_show(
        message: Warning | str, category: type[Warning], *where: Any, **more: Any
    ) -> None:
        if _COLLECTOR.notes is not None and issubclass(category, ColorQuantWarning):
            _COLLECTOR.notes.append(str(message))
        else:
            show(message, category, *where, **more)

    with warnings.catch_warnings():
        # Those who decode ignore Pillow's warnings, each for a while, and all threads share that.
        warnings.filterwarnings("ignore", module="PIL")
        warnings.showwarning = collect_or_show
        yield
