"""Results: summing up runs, ratios, and the file they are kept in."""

import json
from pathlib import Path

import pytest
from benchmarks.measure import Run
from benchmarks.peers import all_peers
from benchmarks.results import Ratios, Result, load_json, save_json


def result(name: str, distortion: float, image: str = "china", n: int = 16) -> Result:
    return Result(
        image=image,
        n=n,
        name=name,
        family=name,
        variant="",
        threads=None,
        times_ms=[3.0, 1.0, 2.0],
        cpu_ms=2.0,
        distortion=distortion,
        colors=n,
    )


def test_a_result_keeps_every_time_and_the_worst_of_the_rest() -> None:
    runs = [
        Run(wall_ms=5, cpu_ms=9, distortion=2.0, colors=16, extra_mb=1.0),
        Run(wall_ms=1, cpu_ms=7, distortion=3.0, colors=15, extra_mb=4.0),
        Run(wall_ms=2, cpu_ms=8, distortion=2.0, colors=16, extra_mb=2.0),
    ]
    summed = Result.of(all_peers([1])[0], "china", 16, runs)

    assert (summed.median_ms, summed.min_ms, summed.cpu_ms) == (2, 1, 8)
    assert (summed.distortion, summed.colors, summed.extra_mb) == (3, 15, 4)
    assert (summed.name, summed.threads) == ("colorquant fast (1 thread)", 1)


def test_the_ratio_is_to_the_best_known() -> None:
    ratios = Ratios([result("a", 110.0), result("b", 90.0)], {"china": {16: 100.0}})

    assert [ratios.of(each) for each in ratios.results] == pytest.approx([1.1, 0.9])


def test_without_a_best_known_the_ratio_is_to_the_best_of_the_run() -> None:
    mine, best = result("a", 12.0), result("b", 10.0)
    elsewhere = [result("c", 1.0, image="flower"), result("d", 1.0, n=64)]
    ratios = Ratios([mine, best, *elsewhere], {"china": {256: 1.0}})

    assert (ratios.of(mine), ratios.of(best)) == (1.2, 1.0)


def test_a_lossless_reference_leaves_no_ratio_but_one_or_infinity() -> None:
    ratios = Ratios([result("a", 0.0), result("b", 1.0)], {})

    assert [ratios.of(each) for each in ratios.results] == [1.0, float("inf")]


def test_results_come_back_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    results = [result("a", 110.0), result("b", 90.0)]
    environment = {"cpu": "a processor"}
    save_json(path, Ratios(results, {"china": {16: 100.0}}), environment, {"c": "not installed"})

    assert load_json(path) == (results, environment)
    document = json.loads(path.read_text())
    assert document["skipped"] == {"c": "not installed"}
    assert document["results"][0]["ratio"] == pytest.approx(1.1)
    assert document["results"][0]["ratio_to"] == "best known"
    assert document["results"][0]["median_ms"] == 2
