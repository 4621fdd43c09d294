"""Clusters of the benchmarks."""

import pytest
from benchmarks.clusters import peaks, workers


@pytest.mark.slow
@pytest.mark.filterwarnings("default::ResourceWarning")
def test_each_worker_tells_the_most_it_held() -> None:
    with workers(2) as cluster:
        assert len(peaks(cluster)) == 2
        assert all(10**7 < peak < 10**9 for peak in peaks(cluster))
