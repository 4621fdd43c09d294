"""Threads and processes: forks after threads were used, and Ctrl-C while they are at work."""

import signal
import subprocess
import sys
from textwrap import dedent
from time import perf_counter, sleep

import pytest
from tests.conftest import FAR_TOO_LONG

USE_THREADS_THEN_FORK = """
    import os, signal
    import numpy as np
    import colorquant as cq

    image = np.random.default_rng(0).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    in_parent = cq.quantize(image, 40, threads=3)
    if (child := os.fork()) == 0:
        signal.alarm(500)  # ends a child that hangs
        in_child = cq.quantize(image, 40, threads=2)
        os._exit(0 if in_child.palette == in_parent.palette else 1)
    _, status = os.waitpid(child, 0)
    assert status == 0, f"the child ended with status {status}"
    assert cq.quantize(image, 40, threads=3).palette == in_parent.palette
"""

FORK_WHILE_THREADS_WORK = """
    import os, signal, threading
    import numpy as np
    import colorquant as cq

    image = np.random.default_rng(0).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    expected = cq.quantize(image, 40, threads=1).palette
    done = threading.Event()

    def work():
        while not done.is_set():
            cq.quantize(image, 40, threads=2)

    worker = threading.Thread(target=work)
    worker.start()
    statuses = []
    for _ in range(5):
        if (child := os.fork()) == 0:
            signal.alarm(500)
            os._exit(0 if cq.quantize(image, 40, threads=2).palette == expected else 1)
        statuses.append(os.waitpid(child, 0)[1])
    done.set()
    worker.join()
    assert statuses == [0] * 5
"""

USE_THREADS_THEN_A_POOL = """
    import multiprocessing, signal
    import numpy as np
    import colorquant as cq

    def reduce(seed):
        signal.alarm(500)
        image = np.random.default_rng(seed).integers(0, 256, (200, 200, 3), dtype=np.uint8)
        return cq.quantize(image, 16, threads=2).distortion

    expected = [reduce(seed) for seed in range(4)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(reduce, range(4)).get(timeout=500) == expected
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.parametrize(
    "script",
    [USE_THREADS_THEN_FORK, USE_THREADS_THEN_A_POOL, FORK_WHILE_THREADS_WORK],
    ids=["fork", "pool", "fork while threads work"],
)
def test_a_forked_child_works_when_its_parent_uses_threads(script: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", dedent(script)],
        stderr=subprocess.PIPE,
        text=True,
        timeout=FAR_TOO_LONG,
        check=False,
    )

    assert done.returncode == 0, done.stderr


WORK_FOR_LONG = """
    import signal, time
    import numpy as np
    import colorquant as cq

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored

    image = np.random.default_rng(0).integers(0, 256, (4000, 4000, 3), dtype=np.uint8)
    print("ready after", time.process_time(), flush=True)
    cq.quantize(image, 20_000, effort="best", threads=2)
"""


def time_of_children() -> float:
    """Return for how many seconds processors were at work for processes that have ended."""
    import resource  # which Windows does not have

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to a process alone")
@pytest.mark.parametrize(
    "seconds", [0.2, *(pytest.param(late, marks=pytest.mark.slow) for late in (1, 2, 4, 6, 8))]
)
def test_ctrl_c_ends_long_work_soon(seconds: float) -> None:
    """How soon is told by the processors' time, which does not depend on what else they do."""
    before = time_of_children()
    process = subprocess.Popen(
        [sys.executable, "-c", dedent(WORK_FOR_LONG)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        ready, _, started = process.stdout.readline().rpartition(" ")
        assert ready == "ready after"
        begin = perf_counter()
        sleep(seconds)
        assert process.poll() is None, "the work is done already: give it more"

        process.send_signal(signal.SIGINT)
        most_before = 2 * (perf_counter() - begin)  # of two threads
        _, errors = process.communicate(timeout=FAR_TOO_LONG)
    finally:
        process.kill()
        process.wait()

    assert errors.endswith("KeyboardInterrupt\n")
    worked = time_of_children() - before - float(started)
    assert worked < most_before + 2 * 2.5  # about a second of each thread after Ctrl-C
