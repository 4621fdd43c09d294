import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.targets.search import Search
from colorquant.targets.signal_to_noise import SignalToNoise
from colorquant.targets.worst_difference import WorstDifference


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
