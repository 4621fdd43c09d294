"""Work off the event loop: a bounded number of pieces at a time, and the newest wins."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Event
from typing import TypeVar

import anyio
import anyio.to_thread

from colorquant._progress import Progress
from colorquant.studio.limits import BusyError, Limits

Answer = TypeVar("Answer")


class Superseded(Exception):  # noqa: N818  # it is no error
    """Work that nobody waits for any more."""


class Work:
    """Does pieces of work in threads, a few at a time.

    Parameters
    ----------
    limits
        How many at a time, and how many wait.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._turns: anyio.CapacityLimiter | None = None
        self._newest: dict[Hashable, Event] = {}
        self._underway = 0

    async def do(self, kind: Hashable, piece: Callable[[Progress], Answer]) -> Answer:
        """Do a piece of work when it is its turn, in place of an older one of its kind.

        Parameters
        ----------
        kind
            What it is for: of the same kind, the newest wins.
        piece
            Called with a progress, through which it is stopped.

        Raises
        ------
        Superseded
            If a newer one took its place, or `stop` was called.
        BusyError
            If too many wait already.
        """
        self.stop(kind)
        if self._underway >= self._limits.at_once + self._limits.waiting:
            raise BusyError("the studio has more to do than it takes on; try again in a moment")
        stopped = self._newest[kind] = Event()

        def check(share: float = 0.0) -> None:
            if stopped.is_set():
                raise Superseded

        def run() -> Answer:
            check()
            return piece(check)

        self._underway += 1
        try:
            return await anyio.to_thread.run_sync(run, limiter=self._limiter())
        finally:
            self._underway -= 1
            if self._newest.get(kind) is stopped:
                del self._newest[kind]

    def stop(self, kind: Hashable) -> None:
        """Stop the work of a kind, at its next progress."""
        if kind in self._newest:
            self._newest[kind].set()

    def stop_page(self, page: str) -> None:
        """Stop all work whose kind is a tuple that begins with a page."""
        for kind in self._newest:
            if isinstance(kind, tuple) and kind[0] == page:
                self.stop(kind)

    def _limiter(self) -> anyio.CapacityLimiter:
        if self._turns is None:  # it belongs to the event loop that is running by now
            self._turns = anyio.CapacityLimiter(self._limits.at_once)
        return self._turns
