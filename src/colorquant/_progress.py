"""Progress of long work: a callable that is told the share done, from 0 to 1."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float], None]


def forward(progress: Progress | None) -> Progress | None:
    """Return a progress that never goes back, whatever the stages say."""
    if progress is None:
        return None
    furthest = 0.0

    def tell(done: float) -> None:
        nonlocal furthest
        furthest = max(furthest, done)
        progress(furthest)

    return tell


def stage(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Return the progress of one stage, which is the part from `begin` to `end` of the whole."""
    if progress is None:
        return None
    return lambda done: progress(begin + (end - begin) * done)
