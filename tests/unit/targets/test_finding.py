import re

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq


def test_out_of_reach_it_says_what_the_best_is(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"psnr is 60, and the best found is") as caught:
        cq.quantize_to_target(photo, psnr=60, max_colors=20)
    told = re.search(r"found is ([\d.]+) with 20 colors; allowed", str(caught.value))
    assert told is not None
    assert float(told[1]) == pytest.approx(cq.quantize(photo, 20).psnr, rel=1e-5)


def test_of_several_it_names_those_that_are_out_of_reach(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"^worst_delta_e is 1, and the best found"):
        cq.quantize_to_target(photo, psnr=20, max_delta_e=1, max_colors=8)


def test_a_size_that_not_even_one_color_fits_into(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"file_size is 20, .* with 1 color; allowed"):
        cq.quantize_to_target(photo, max_bytes=20)


def test_a_size_that_a_quality_does_not_fit_into(photo: NDArray[np.uint8]) -> None:
    needed = cq.quantize_to_target(photo, psnr=30, max_bytes=10**6).final.values["max_bytes"]
    half = int(needed) // 2
    with pytest.raises(cq.InvalidOptionError, match="psnr 30 takes") as caught:
        cq.quantize_to_target(photo, psnr=30, max_bytes=half)
    told = re.search(rf"are {half:,}, which (\d+) colors fit into, with psnr", str(caught.value))
    assert told is not None
    assert cq.quantize_to_target(photo, max_bytes=half).n == int(told[1])


def test_of_a_catalog_nothing_is_inserted(photo: NDArray[np.uint8]) -> None:
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
