"""Compute delayed work locally or on a cluster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import dask
from dask.callbacks import Callback

from colorquant._progress import Progress, forward
from colorquant._validation import resolve_threads
from colorquant.errors import InvalidOptionError

LOCAL = ("threads", "processes", "synchronous")
Run = Callable[[Any, Progress | None], Any]


def compute(
    work: Any,
    *,
    scheduler: str | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Any:
    """Compute a dask collection or delayed object.

    Parameters
    ----------
    work
        The collection or delayed object.
    scheduler, threads, progress
        See `colorquant.dask.histogram`.

    Returns
    -------
    object
        The result.

    Raises
    ------
    ClusterError
        If the cluster cannot be reached, or lacks workers or this package.
    InvalidOptionError
        If the scheduler is unknown.
    """
    with computing(scheduler=scheduler, threads=threads) as run:
        return run(work, progress)


@contextmanager
def computing(*, scheduler: str | None = None, threads: int | None = None) -> Iterator[Run]:
    """Provide a function that computes delayed work on one scheduler.

    Parameters
    ----------
    scheduler, threads
        See `colorquant.dask.histogram`.

    Yields
    ------
    callable
        Takes the work and a progress callback.
    """
    workers = resolve_threads(threads)
    active = _active_client() if scheduler is None else None
    address = scheduler or ""
    if active is None and "://" not in address:
        place = _checked(scheduler)
        yield lambda work, progress: _compute_here(work, place, workers, forward(progress))
        return
    try:
        from colorquant.dask.clusters import compute_on, connected
    except ModuleNotFoundError:
        raise InvalidOptionError(
            "a cluster needs distributed: pip install 'colorquant[dask]'"
        ) from None
    with connected(address) if active is None else nullcontext(active) as client:
        yield lambda work, progress: compute_on(client, work, forward(progress))


def _checked(scheduler: str | None) -> str:
    if scheduler is not None and scheduler not in LOCAL:
        raise InvalidOptionError(
            f"scheduler is {scheduler!r}; allowed are an address such as tcp://10.0.0.1:8786, "
            f"{', '.join(LOCAL)}"
        )
    return scheduler or LOCAL[0]


def _active_client() -> Any:
    """Return the active client of ``distributed``, or None."""
    distributed = sys.modules.get("distributed")
    if distributed is None:
        return None
    try:
        return distributed.default_client()
    except ValueError:
        return None


def _compute_here(work: Any, place: str, workers: int, progress: Progress | None) -> Any:
    total = done = 0

    def begin(graph: Any, state: Any) -> None:
        nonlocal total
        total = len(state["waiting"]) + len(state["ready"])

    def tell(*_: Any) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done / total)

    with Callback(start_state=begin, posttask=tell):
        [result] = dask.compute(work, scheduler=place, num_workers=workers)
    return result
