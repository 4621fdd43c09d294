import sys

import pytest
from benchmarks.startup import median_ratio, seconds


def test_the_ratio_is_that_of_neighbors_in_time() -> None:
    assert median_ratio([(1, 2), (30, 60), (5, 1)]) == 0.5


def test_a_command_takes_its_time() -> None:
    assert seconds([sys.executable, "-c", "import time; time.sleep(0.05)"]) >= 0.05


def test_a_command_that_fails_has_no_time() -> None:
    with pytest.raises(Exception, match="exit status 3"):
        seconds([sys.executable, "-c", "raise SystemExit(3)"])
