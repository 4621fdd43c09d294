"""How far a batch is, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TextIO

_WIDTH = 30


class ProgressBar:
    """A line that is drawn anew: images done, how many a second, and the time left.

    Parameters
    ----------
    total
        How many images there are.
    stream
        Where it is drawn, if that is a terminal.
    wanted
        Whether it is drawn at all.
    describe
        What is drawn: `bar` or `percents`.
    """

    def __init__(
        self,
        total: int,
        *,
        stream: TextIO | None = None,
        wanted: bool = True,
        describe: Callable[[int, int, float], str] | None = None,
    ) -> None:
        self._describe = bar if describe is None else describe
        self._total, self._done = total, 0
        self._stream = sys.stderr if stream is None else stream
        self._is_drawn = wanted and total > 1 and self._stream.isatty()
        self._begin = monotonic()
        self._lock = Lock()

    def advance(self) -> None:
        """Count one more image as done, from any thread."""
        with self._lock:
            self._done += 1
            self._draw()

    def reach(self, done: int) -> None:
        """Set the number of finished items.

        Parameters
        ----------
        done
            The number.
        """
        with self._lock:
            if done != self._done:
                self._done = done
                self._draw()

    def clear(self) -> None:
        """Make room for a line of text."""
        with self._lock:
            self._write("\r\x1b[K")

    def draw(self) -> None:
        """Show it again, behind a line of text."""
        with self._lock:
            self._draw()

    def _draw(self) -> None:
        if self._is_drawn and self._done < self._total:
            self._write(
                f"\r\x1b[K{self._describe(self._done, self._total, monotonic() - self._begin)}"
            )

    def _write(self, text: str) -> None:
        if self._is_drawn:
            self._stream.write(text)
            self._stream.flush()


def bar(done: int, total: int, seconds: float) -> str:
    """Return a progress bar with counts, rate and remaining time.

    Parameters
    ----------
    done
        The number of finished images.
    total
        The number of images.
    seconds
        The time so far.

    Returns
    -------
    str
        One line.
    """
    drawn = f"{_filled(done, total)} {done:,}/{total:,}"
    if not done or seconds <= 0:
        return drawn
    return f"{drawn}  {done / seconds:.1f} a second, {_left(done, total, seconds)} left"


def percents(done: int, total: int, seconds: float) -> str:
    """Return a progress bar with a percentage and the remaining time.

    Parameters
    ----------
    done
        The finished part.
    total
        The whole, in the same unit.
    seconds
        The time so far.

    Returns
    -------
    str
        One line.
    """
    drawn = f"{_filled(done, total)} {100 * done // total} %"
    return drawn if not done else f"{drawn}, {_left(done, total, seconds)} left"


def _filled(done: int, total: int) -> str:
    filled = _WIDTH * done // total
    return f"[{'#' * filled}{' ' * (_WIDTH - filled)}]"


def _left(done: int, total: int, seconds: float) -> str:
    minutes, rest = divmod(round((total - done) / (done / seconds)), 60)
    return f"{minutes}:{rest:02}"
