"""The picture of a run."""

import pytest
from benchmarks.plot import draw
from benchmarks.results import Ratios, Result

pytest.importorskip("matplotlib")

ENVIRONMENT = {"cpu": "a processor", "cores": 2}


def result(family: str, n: int, threads: int | None) -> Result:
    return Result(
        image="china",
        n=n,
        name=family,
        family=family,
        variant="fast",
        threads=threads,
        times_ms=[5.0],
        cpu_ms=5.0,
        distortion=120.0,
        colors=n,
    )


def test_there_is_one_panel_for_each_n_and_one_legend_entry_for_each_series() -> None:
    results = [
        result(family, n, threads)
        for n in (64, 16)
        for family, threads in (("colorquant", 1), ("colorquant", 2), ("someone", None))
    ]
    figure = draw(Ratios(results, {"china": {16: 100.0, 64: 120.0}}), ENVIRONMENT)

    assert [axes.get_title(loc="left") for axes in figure.axes] == ["16 colors", "64 colors"]
    [legend] = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == [
        "colorquant, 1 thread",
        "colorquant, 2 threads",
        "someone",
    ]
