"""What is measured on a reduced image."""

import numpy as np
import pytest
from benchmarks.quality import MEASURES, Reduced, measured, moved
from numpy.typing import NDArray

import colorquant as cq

INSTALLED = [name for name, each in MEASURES.items() if each.available()]


def reduced(image: NDArray[np.uint8], n: int) -> Reduced:
    result = cq.quantize(image, n)
    return Reduced(image, (result.indices, result.palette.colors))


@pytest.mark.parametrize("name", INSTALLED)
def test_more_colors_are_better(name: str, photo: NDArray[np.uint8]) -> None:
    few, many = (MEASURES[name].value(reduced(photo, n)) for n in (4, 128))

    if name == "ssimulacra2":
        assert many > few
    elif name != "moved":
        assert many < few


@pytest.mark.parametrize("name", INSTALLED)
def test_the_image_itself_is_perfect(name: str, photo: NDArray[np.uint8]) -> None:
    perfect = 100.0 if name == "ssimulacra2" else 0.0

    itself = reduced(photo // np.uint8(64) * np.uint8(64), 256)
    assert np.array_equal(itself.image, itself.original)
    assert MEASURES[name].value(itself) == pytest.approx(perfect, abs=1e-6)


def test_moved_pixels_are_those_whose_color_was_there() -> None:
    original = np.array([[[0] * 3, [0] * 3, [9] * 3, [255] * 3]], np.uint8)
    palette = np.array([[0] * 3, [255] * 3], np.uint8)

    assert moved(Reduced(original, (np.array([0, 1, 1, 1]), palette))) == 1
    assert moved(Reduced(original, (np.array([0, 0, 0, 1]), palette))) == 0


def test_only_what_was_asked_for_is_measured(photo: NDArray[np.uint8]) -> None:
    assert list(measured(reduced(photo, 4), ["distortion", "bands"])) == ["distortion", "bands"]
