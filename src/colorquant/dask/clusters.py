"""Compute on a ``distributed`` cluster; cluster errors are reported in one line."""

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
_NEWS = 0.5  # seconds between progress updates


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Connect to a scheduler and check that its workers have this package.

    Parameters
    ----------
    address
        Address of the scheduler.

    Yields
    ------
    distributed.Client
        The connected client.

    Raises
    ------
    ClusterError
        If it cannot be reached within ten seconds, has no workers, or a worker or the
        scheduler lacks this version of the package.
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
    """Compute on a cluster; raise errors of this package from its workers.

    Parameters
    ----------
    client
        A distributed.Client.
    work
        A dask collection, or something delayed.
    progress
        Called with the fraction done, 0 to 1.

    Returns
    -------
    object
        The result.

    Raises
    ------
    ClusterError
        If workers die or the cluster fails.
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
            f"{error.allowed_failures + 1} workers died on a block, possibly out of memory"
        ) from error
    except ModuleNotFoundError as error:
        raise ClusterError(f"a worker lacks a package: {reason_of(error)}") from error
    except (OSError, RuntimeError, distributed.client.FutureCancelledError) as error:
        raise ClusterError(f"the cluster failed: {reason_of(error)}") from error
    finally:
        future.release()


def _check(client: Any, address: str) -> None:
    """Check that there are workers and that all have this package."""
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
    """Return the fraction done of the dependencies of a task (runs on the scheduler)."""
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
    """Silence log messages about failures that are raised anyway."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
