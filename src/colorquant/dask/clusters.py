"""Work on a cluster of ``distributed``: what can be wrong with one, said in one line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from typing import Any

import distributed
from distributed.scheduler import KilledWorker

from colorquant._progress import Progress
from colorquant.errors import ClusterError, ColorQuantError, reason_of

_PACKAGE = "colorquant"
_SECONDS = 10
_NEWS = 0.5  # seconds from one look at how far the work is to the next


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Connect to a scheduler, and make sure that its workers have this package.

    Parameters
    ----------
    address
        Of the scheduler.

    Yields
    ------
    distributed.Client

    Raises
    ------
    ClusterError
        If it cannot be reached within ten seconds, has no workers, or one of them, or it, has not
        this version of the package.
    """
    with _quiet():
        try:
            client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
        except Exception as error:  # of the address, the network, the other side
            raise ClusterError(
                f"the scheduler {address} cannot be reached: {reason_of(error)}"
            ) from None
    with client:
        _check(client, address)
        yield client


def compute_on(client: Any, work: Any, progress: Progress | None) -> Any:
    """Compute on a cluster; what its workers raise of ours is raised here.

    Parameters
    ----------
    client
        A distributed.Client.
    work
        A dask collection, or something delayed.
    progress
        Told now and then the share done.

    Raises
    ------
    ClusterError
        If the workers die of the work, or the cluster goes.
    """
    future = client.compute(work)
    try:
        while progress is not None and not future.done():
            _wait(client, future)
            progress(client.run_on_scheduler(_share_done, key=future.key))
        return future.result()
    except ColorQuantError:
        raise
    except KilledWorker as error:
        raise ClusterError(
            f"{error.allowed_failures + 1} workers died of a block, perhaps for want of memory"
        ) from error
    except ModuleNotFoundError as error:
        raise ClusterError(f"a worker lacks a package: {reason_of(error)}") from error
    except (OSError, RuntimeError, distributed.client.FutureCancelledError) as error:
        raise ClusterError(f"the cluster failed: {reason_of(error)}") from error
    finally:
        future.release()


def _check(client: Any, address: str) -> None:
    """Make sure that there are workers, and that they and the scheduler have this package."""
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except TimeoutError:
        raise ClusterError(f"the scheduler {address} has no workers") from None
    own = metadata.version(_PACKAGE)
    found = client.run(metadata.version, _PACKAGE, on_error="return")
    with _quiet():
        try:
            found["the scheduler"] = client.run_on_scheduler(metadata.version, _PACKAGE)
        except metadata.PackageNotFoundError as error:
            found["the scheduler"] = error
    for where, version in found.items():
        if version != own:
            got = f"has {version}" if isinstance(version, str) else "has none"
            raise ClusterError(
                f"{_PACKAGE} {own} is needed on every worker and the scheduler; {where} {got}"
            )


def _wait(client: Any, future: Any) -> None:
    with client.as_current(), suppress(TimeoutError):
        distributed.wait(future, timeout=_NEWS)


def _share_done(key: Any, dask_scheduler: Any) -> float:
    """Return, on the scheduler, which share is done of all that a task needs."""
    task = dask_scheduler.tasks.get(key)
    if task is None:
        return 0.0
    groups, more = set(), {task.group}
    while more:
        groups |= more
        more = {needed for group in more for needed in group.dependencies} - groups
    done = sum(group.states[state] for group in groups for state in ("memory", "released"))
    share: float = done / max(1, sum(map(len, groups)))
    return share


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep off stderr what the library logs of a failure that is raised, too."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
