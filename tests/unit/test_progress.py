import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant._progress import stage


@pytest.fixture(scope="module")
def many_colors() -> NDArray[np.uint8]:
    return np.random.RandomState(0).randint(0, 256, (1000, 1500, 3)).astype(np.uint8)


def test_stage_is_a_part_of_the_whole() -> None:
    told: list[float] = []
    part = stage(told.append, 0.25, 0.75)
    assert part is not None
    part(0.0)
    part(0.5)
    part(1.0)
    assert told == [0.25, 0.5, 0.75]
    assert stage(None, 0.0, 1.0) is None


def test_long_work_reports_its_progress(many_colors: NDArray[np.uint8]) -> None:
    told: list[float] = []
    cq.quantize(many_colors, 700, effort="best", progress=told.append)
    assert len(told) > 3
    assert told == sorted(told)
    assert told[0] >= 0.0
    assert told[-1] <= 1.0


def test_an_exception_from_progress_stops_the_work(many_colors: NDArray[np.uint8]) -> None:
    def stop(done: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        cq.quantize(many_colors, 700, effort="best", progress=stop)
    assert len(cq.quantize(many_colors[:9, :9], 5).palette) == 5
