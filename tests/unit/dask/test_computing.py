"""Where delayed work is done without a cluster."""

import subprocess
import sys
import threading
from typing import Any

import pytest
from dask import delayed

from colorquant.dask.computing import LOCAL, compute, computing
from colorquant.errors import InvalidOptionError


def test_threads_are_what_is_used_unless_told_otherwise() -> None:
    found = compute(delayed(threading.current_thread)())

    assert found is not threading.main_thread()


def test_synchronous_work_is_done_here() -> None:
    found = compute(delayed(threading.current_thread)(), scheduler="synchronous")

    assert found is threading.main_thread()


def test_there_are_no_more_threads_than_asked_for() -> None:
    most, running, lock = 0, 0, threading.Lock()

    def work(_: int) -> None:
        nonlocal most, running
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.01)
        with lock:
            running -= 1

    compute(delayed(list)([delayed(work)(number) for number in range(12)]), threads=2)

    assert most <= 2


def test_several_works_are_done_at_one_place() -> None:
    told: list[float] = []

    with computing(scheduler="synchronous") as run:
        assert [run(delayed(abs)(number), told.append) for number in (1, 2)] == [1, 2]

    assert told == [1, 1]


@pytest.mark.parametrize("scheduler", ["distributed", "", "localhost:8786"])
def test_another_scheduler_is_refused(scheduler: Any) -> None:
    with pytest.raises(InvalidOptionError, match=f"is '{scheduler}'; allowed are an address") as e:
        compute(delayed(3), scheduler=scheduler)
    assert all(name in str(e.value) for name in LOCAL)


@pytest.mark.parametrize("script", ["import colorquant.dask", "from colorquant.dask import fit"])
def test_without_dask_one_line_says_what_to_install(script: str) -> None:
    script = f"import sys; sys.modules['dask'] = None; {script}"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stderr

    assert said.splitlines()[-1] == (
        'ModuleNotFoundError: colorquant.dask needs dask: pip install "colorquant[dask]"'
    )
