"""summary(): a result as cells."""

import numpy as np
from numpy.typing import NDArray

from colorquant.compare import Comparison, compare
from colorquant.compare.summary import HEAD, summary


def test_there_is_a_cell_for_each_heading(comparison: Comparison) -> None:
    result = comparison.results[0]

    cells = dict(zip(HEAD, summary(result), strict=True))

    assert cells["Method"] == "K-Means"
    assert cells["Colors"] == "8"
    assert float(cells["Distortion"]) == round(result.distortion, 2)
    assert float(cells["PSNR (dB)"]) == round(result.psnr, 2)
    assert float(cells["Fit (s)"]) == round(result.fit_seconds, 3)


def test_what_loses_nothing_says_so() -> None:
    flat = compare(np.zeros((3, 3), np.uint8), 4).results[0]

    assert summary(flat)[-1] == "lossless"


def test_a_sample_and_a_proof_are_told(image: NDArray[np.uint8]) -> None:
    sampled, random = compare(image, 8, sample=100).results
    (proven,) = compare(image[..., 0], 8, methods=["kmeans"]).results

    assert summary(sampled)[0] == "K-Means, fitted on 100 pixels"
    assert summary(random)[0] == "Random"
    assert summary(proven)[0] == "K-Means, proven optimal"
