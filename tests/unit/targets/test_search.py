from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import colorquant as cq
from colorquant.targets.search import Search, fewest_and_most, least
from colorquant.targets.targets import SignalToNoise, WorstDifference

sizes = st.integers(1, 300)


@given(st.lists(st.booleans(), min_size=1, max_size=80), st.data())
def test_what_is_found_is_enough_and_one_less_is_not(
    answers: list[bool], data: st.DataObject
) -> None:
    low, high = 5, 5 + len(answers) - 1
    found = least(lambda n: answers[n - low], low, high, data.draw(st.integers(low, high)))
    if found is None:
        assert not answers[-1]
    else:
        assert answers[found - low]
        assert found == low or not answers[found - 1 - low]


@given(sizes, sizes, sizes)
def test_few_questions_are_asked(threshold: int, high: int, guess: int) -> None:
    high = max(high, guess)
    asked: list[int] = []

    def is_enough(n: int) -> bool:
        asked.append(n)
        return n >= threshold

    found = least(is_enough, 1, high, guess)
    assert found == (threshold if threshold <= high else None)
    assert len(asked) <= 20
    assert set(asked) <= set(range(1, high + 1))


def test_no_more_than_there_are() -> None:
    histogram = cq.ColorHistogram.from_image(np.arange(9, dtype=np.uint8).reshape(3, 3))
    assert fewest_and_most(histogram, cq.KMeans(256)) == (1, 9)
    assert fewest_and_most(histogram, cq.KMeans(4)) == (1, 4)
    assert fewest_and_most(histogram, cq.KMeans(256, fixed_colors=[(1, 2, 3)])) == (1, 10)
    assert fewest_and_most(histogram, cq.KMeans(256, candidates=cq.Palette([(1, 2, 3)]))) == (1, 1)


def test_transparent_pixels_need_an_entry_beside_what_is_fixed(glass: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(glass)
    for fixed_colors, low in (([(1, 2, 3)], 2), ([(0, 0, 0, 0)], 1)):
        fitter = cq.KMeans(low, fixed_colors=fixed_colors)
        assert fewest_and_most(histogram, fitter)[0] == low
        assert len(fitter.fit(histogram)) == low


def test_too_few_for_what_is_fixed_and_transparent_pixels(glass: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match="2 of 2 colors are fixed"):
        cq.quantize_to_target(
            glass, max_bytes=9999, fixed_colors=[(1, 2, 3), (4, 5, 6)], max_colors=2
        )


def search_of(image: NDArray[np.uint8], **options: object) -> Search:
    histogram = cq.ColorHistogram.from_image(image)
    targets = [SignalToNoise(30.0), WorstDifference(20.0)]
    fitter = cq.KMeans(200, **options)  # type: ignore[arg-type]
    return Search(cq.load_image(image), histogram, targets, fitter, None)


def test_nothing_is_fitted_twice(photo: NDArray[np.uint8]) -> None:
    search = search_of(photo)
    found = search.fewest(lambda trial: trial.values["psnr"] >= 30.0, 1, 200)
    keys = [(trial.n, trial.effort) for trial in search.trials]
    assert len(keys) == len(set(keys))
    assert search.fewest(lambda trial: trial.values["psnr"] >= 30.0, 1, 200) is found
    assert len(search.trials) == len(keys)


@pytest.mark.parametrize("effort", ["fast", "best"])
def test_what_is_found_is_at_the_asked_effort(photo: NDArray[np.uint8], effort: str) -> None:
    search = search_of(photo, effort=effort)
    found = search.fewest(lambda trial: trial.values["psnr"] >= 30.0, 1, 200)
    assert found is not None
    assert found.effort == effort
    assert search.trials[0].effort == "fast"


def test_the_most_is_one_less_than_misses(photo: NDArray[np.uint8]) -> None:
    search = search_of(photo)
    found = search.most(lambda trial: trial.values["psnr"] < 30.0, 1, 200)
    assert found is not None
    fewest = search.fewest(lambda trial: trial.values["psnr"] >= 30.0, 1, 200)
    assert fewest is not None
    assert found.n == fewest.n - 1
    assert search.most(lambda trial: False, 1, 200) is None
    assert search.most(lambda trial: True, 1, 7) is search.trials[-1]


def test_what_is_held_is_in_what_comes_after(photo: NDArray[np.uint8]) -> None:
    search = search_of(photo, fixed_colors=[(1, 2, 3)])
    inserted = search.inserted(20.0, 1, 200)
    assert inserted is not None
    assert inserted.values["max_delta_e"] <= 20.0
    search.hold(inserted)
    more = search.fewest(lambda trial: trial.n > inserted.n, inserted.n, 200)
    assert more is not None
    held, colors = (search.beside(each).palette.colors.tolist() for each in (inserted, more))
    assert colors[0] == held[0] == [1, 2, 3]
    assert all(color in colors for color in held)


def test_out_of_reach_it_says_what_the_best_is(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"psnr is 60, and the best found is") as caught:
        cq.quantize_to_target(photo, psnr=60, max_colors=20, dither="none")
    told = re.search(r"found is ([\d.]+) with 20 colors; allowed", str(caught.value))
    assert told is not None
    assert float(told[1]) == pytest.approx(cq.quantize(photo, 20, dither="none").psnr, rel=1e-5)


def test_of_several_it_names_those_that_are_out_of_reach(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"^max_delta_e is 1, and the best found"):
        cq.quantize_to_target(photo, psnr=20, max_delta_e=1, max_colors=8)


def test_a_size_that_not_even_one_color_fits_into(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"max_bytes is 20, .* with 1 color; allowed"):
        cq.quantize_to_target(photo, max_bytes=20)


def test_a_size_that_a_quality_does_not_fit_into(photo: NDArray[np.uint8]) -> None:
    needed = cq.quantize_to_target(photo, psnr=30, max_bytes=10**6, dither="none").final.values[
        "max_bytes"
    ]
    half = int(needed) // 2
    with pytest.raises(cq.InvalidOptionError, match="psnr 30 takes") as caught:
        cq.quantize_to_target(photo, psnr=30, max_bytes=half, dither="none")
    told = re.search(rf"are {half:,}, which (\d+) colors fit into, with psnr", str(caught.value))
    assert told is not None
    assert cq.quantize_to_target(photo, max_bytes=half, dither="none").n == int(told[1])


def test_of_candidates_nothing_is_inserted(photo: NDArray[np.uint8]) -> None:
    inks = cq.Palette([(250, 240, 30), (12, 12, 40), (120, 120, 120), (0, 0, 0)])
    reached = cq.quantize_to_target(photo, max_delta_e=90, candidates=inks)
    assert all(trial.method == "k-means" for trial in reached.trials)
    assert set(map(tuple, reached.palette.colors.tolist())) <= set(map(tuple, inks.colors.tolist()))


def test_other_targets_go_on_from_what_was_inserted(photo: NDArray[np.uint8]) -> None:
    both = cq.quantize_to_target(photo, max_delta_e=15, psnr=31)
    methods = {trial.method for trial in both.trials}
    assert "k-means around insertion" in methods
    assert both.final.values["max_delta_e"] <= 15
    assert both.final.values["psnr"] >= 31
