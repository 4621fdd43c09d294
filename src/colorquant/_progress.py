"""Progress of long work: a callable that is told the share done, from 0 to 1."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float], None]


def stage(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Return the progress of one stage, which is the part from `begin` to `end` of the whole."""
    if progress is None:
        return None
    return lambda done: progress(begin + (end - begin) * done)
