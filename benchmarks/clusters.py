"""Clusters of separate processes on this machine, and what their workers hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from distributed import Client, LocalCluster

from .memory import peak_bytes


@contextmanager
def workers(count: int, *, memory_limit: int = 10**9) -> Iterator[Any]:
    """Start so many workers of one thread each, which are killed at the limit of memory."""
    with LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        processes=True,
        memory_limit=memory_limit,
        dashboard_address=":0",
    ) as cluster:
        yield cluster


def peaks(cluster: Any) -> list[int]:
    """Return the most bytes that each worker has held since it started."""
    with Client(cluster, set_as_default=False) as client:
        return sorted(client.run(peak_bytes).values())
