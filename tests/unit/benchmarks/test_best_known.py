"""The table of best-known distortions, and the search that lowers it."""

from pathlib import Path

import numpy as np
import pytest
from benchmarks import best_known
from benchmarks.best_known import (
    histogram_distortion,
    load_best_known,
    long_search,
    lower,
    save_best_known,
)

import colorquant as cq


def test_an_entry_only_ever_goes_down() -> None:
    table = {"china": {16: 343.2}}

    assert not lower(table, "china", 16, 343.2)
    assert not lower(table, "china", 16, 350.0)
    assert lower(table, "china", 16, 343.1)
    assert table == {"china": {16: 343.1}}


def test_a_new_image_is_entered() -> None:
    table: dict[str, dict[int, float]] = {}

    assert lower(table, "china", 16, 343.2)
    assert table == {"china": {16: 343.2}}


def test_the_table_comes_back_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(best_known, "TABLE", tmp_path / "table.json")
    table = {"china": {16: 343.2, 256: 42.6}, "kodak/1": {64: 50.0}}
    save_best_known(table)

    assert load_best_known() == table


def test_the_tables_of_the_samples_are_there() -> None:
    assert load_best_known()["china"][64] <= 111.58


def test_a_search_without_time_still_finds_a_palette_and_its_distortion() -> None:
    image = np.random.default_rng(0).integers(0, 256, (20, 20, 3), dtype=np.uint8)
    histogram = cq.ColorHistogram.from_image(image)
    palette = long_search(histogram, 8, seconds=0, seed=0)

    assert len(palette) == 8
    assert (
        histogram_distortion(histogram, palette) == palette.apply(image, dither="none").distortion
    )
