from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.targets.conftest import Beside

import colorquant as cq
from colorquant.targets.result import find_worst


def test_it_says_in_words_what_was_reached(photo: NDArray[np.uint8]) -> None:
    reached = cq.quantize_to_target(photo, psnr=30)
    lines = str(reached).splitlines()
    assert lines[0] == "asked psnr 30"
    assert lines[1].startswith(f"{reached.n} colors (k-means, balanced): psnr 30.")
    assert lines[2] == f"found by {len(reached.trials)} trials"
    assert lines[3].startswith(f"worst at row {reached.worst[0].row}, column")
    assert reached.palette is reached.image.palette


def test_a_lossless_result_has_no_worst_pixel() -> None:
    reached = cq.quantize_to_target(np.array([[0, 9]], np.uint8), max_delta_e=0)
    assert (reached.n, reached.worst) == (2, ())
    assert "worst at" not in str(reached)


def test_they_are_where_they_say(
    photo: NDArray[np.uint8],
    glass: NDArray[np.uint8],
    beside: Beside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("colorquant.targets.result._PIXELS", 999)
    for image in (photo, glass, photo.astype(np.uint16) * 250):
        fitted = beside(image, cq.quantize(image, 6).palette)
        worst = find_worst(fitted)
        array = fitted.image.to_array()
        assert worst[0].delta_e == pytest.approx(cq.metrics.max_delta_e_2000(image, array))
        assert [each.delta_e for each in worst] == sorted((x.delta_e for x in worst), reverse=True)
        for pixel in worst:
            assert pixel.color == tuple(image[pixel.row, pixel.column].tolist())
            assert pixel.entry == fitted.image.indices[pixel.row, pixel.column]


def test_the_first_in_reading_order_that_counts(beside: Beside) -> None:
    image = np.array([[0, 255, 0], [0, 255, 255]], np.uint8)
    fitted = beside(image, cq.Palette([[0, 0, 0]]))
    [only] = find_worst(fitted)
    assert (only.row, only.column, only.color) == (0, 1, (255, 255, 255))
    mask = np.array([[9, 0, 9], [9, 0, 9]], np.uint8)
    assert (find_worst(fitted, mask)[0].row, find_worst(fitted, mask)[0].column) == (1, 2)
