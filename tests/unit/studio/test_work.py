"""Work: a few pieces at a time, the newest wins, and too many are refused."""

import threading
from collections.abc import Callable

import anyio
import pytest
from tests.conftest import FAR_TOO_LONG

from colorquant.studio.limits import BusyError, Limits
from colorquant.studio.work import Superseded, Work

Progress = Callable[[float], None]


def wait_until_stopped(progress: Progress) -> str:
    for _ in range(round(FAR_TOO_LONG / 0.005)):
        progress(0.5)
        threading.Event().wait(0.005)
    return "never stopped"


def test_a_piece_is_done_in_another_thread() -> None:
    async def main() -> None:
        work = Work(Limits())
        assert await work.do("a", lambda progress: threading.get_ident()) != threading.get_ident()

    anyio.run(main)


def test_a_newer_piece_takes_the_place_of_an_older_one_of_its_kind() -> None:
    ended: list[str] = []

    async def main() -> None:
        work = Work(Limits())

        async def older() -> None:
            with pytest.raises(Superseded):
                await work.do("kind", wait_until_stopped)
            ended.append("older")

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(older)
            await anyio.wait_all_tasks_blocked()
            ended.append(await work.do("kind", lambda progress: "newer"))

    anyio.run(main)

    assert sorted(ended) == ["newer", "older"]


def test_pieces_of_other_kinds_go_on() -> None:
    async def main() -> None:
        work = Work(Limits())
        done = threading.Event()

        async def first() -> None:
            assert await work.do(("a", "answer"), lambda progress: done.wait(FAR_TOO_LONG))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(first)
            await anyio.wait_all_tasks_blocked()
            await work.do(("b", "answer"), lambda progress: done.set())

    anyio.run(main)


def test_all_work_of_a_page_that_goes_is_stopped() -> None:
    async def main() -> None:
        work = Work(Limits())

        async def first() -> None:
            with pytest.raises(Superseded):
                await work.do(("page", "answer"), wait_until_stopped)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(first)
            await anyio.wait_all_tasks_blocked()
            work.stop_page("page")

    anyio.run(main)


def test_more_than_may_wait_is_refused() -> None:
    async def main() -> None:
        work = Work(Limits(at_once=1, waiting=2))
        done = threading.Event()

        async def one(kind: str) -> None:
            await work.do(kind, lambda progress: done.wait(FAR_TOO_LONG))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one, "a")
            tasks.start_soon(one, "b")
            tasks.start_soon(one, "b2")
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(BusyError, match="try again"):
                await work.do("c", lambda progress: None)
            done.set()
        assert await work.do("c", lambda progress: "again") == "again"

    anyio.run(main)
