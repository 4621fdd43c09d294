"""How far a batch is."""

import io

import pytest

from colorquant.batch.progress import ProgressBar, bar, percents


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_tells_the_rate_and_the_time_left() -> None:
    assert bar(10, 100, 5.0) == f"[###{' ' * 27}] 10/100  2.0 a second, 0:45 left"
    assert bar(1, 7200, 1.0).endswith("119:59 left")


def test_nothing_is_known_at_first() -> None:
    assert bar(0, 4, 0.0) == f"[{' ' * 30}] 0/4"


def test_one_long_work_is_told_in_percents() -> None:
    assert percents(0, 100, 0.0) == f"[{' ' * 30}] 0 %"
    assert percents(50, 200, 5.0) == f"[{'#' * 7}{' ' * 23}] 25 %, 0:15 left"


def test_it_may_be_told_how_many_are_done() -> None:
    terminal = Terminal()
    progress = ProgressBar(200, stream=terminal, describe=percents)

    progress.reach(50)
    progress.reach(50)

    assert terminal.getvalue().count("25 %") == 1


def test_it_is_drawn_on_a_terminal() -> None:
    terminal = Terminal()
    progress = ProgressBar(2, stream=terminal)

    progress.draw()
    progress.advance()
    progress.clear()

    assert "] 0/2" in terminal.getvalue()
    assert "] 1/2" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("stream", "total", "wanted"),
    [(io.StringIO(), 2, True), (Terminal(), 1, True), (Terminal(), 2, False)],
    ids=["a log", "one image", "unwanted"],
)
def test_else_nothing_is_written(stream: io.StringIO, total: int, wanted: bool) -> None:
    progress = ProgressBar(total, stream=stream, wanted=wanted)

    progress.draw()
    progress.advance()
    progress.clear()

    assert stream.getvalue() == ""
