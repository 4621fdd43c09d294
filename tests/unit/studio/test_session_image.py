"""Held images: decoded and counted once, with a mask, and a few results."""

from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio import as_file, hold

import colorquant as cq
from colorquant.errors import ImageFileError, InvalidImageError
from colorquant.studio import session_image
from colorquant.studio.limits import LimitError, Limits
from colorquant.studio.session_image import SessionImage, SmallCache


def test_a_file_is_decoded_and_counted(small: NDArray[np.uint8]) -> None:
    image = SessionImage.of_file("photo.png", as_file(small), Limits())

    assert image.size == (32, 24)
    assert image.histogram == cq.ColorHistogram.from_image(small)
    assert image.weighted is image.histogram


def test_a_damaged_file_is_refused_by_its_name(small: NDArray[np.uint8]) -> None:
    with pytest.raises(ImageFileError, match=r"photo\.png"):
        SessionImage.of_file("photo.png", as_file(small)[:-40], Limits())


def test_an_image_of_too_many_pixels_is_refused_before_it_is_decoded(
    small: NDArray[np.uint8],
) -> None:
    cut = as_file(small)[:80]  # only the header is whole

    with pytest.raises((LimitError, ImageFileError)):
        SessionImage.of_file("photo.png", cut, Limits(image_pixels=100))
    with pytest.raises(LimitError, match="32 x 24 pixels; allowed in the studio are 767"):
        SessionImage.of_file("photo.png", as_file(small), Limits(image_pixels=767))
    SessionImage.of_file("photo.png", as_file(small), Limits(image_pixels=768))


def test_a_mask_of_any_size_is_stretched_over_the_image(small: NDArray[np.uint8]) -> None:
    image = hold(small)

    image.paint(np.array([[0, 255]], np.uint8))

    assert image.mask is not None
    assert image.mask.shape == (24, 32)
    assert image.weighted == cq.ColorHistogram.from_image(small, weights=image.mask)
    assert len(image.weighted) < len(image.histogram)


def test_a_mask_can_be_taken_away_again(small: NDArray[np.uint8]) -> None:
    image = hold(small)
    image.paint(np.array([[0, 255]], np.uint8))

    image.paint(None)

    assert image.mask is None
    assert image.weighted is image.histogram


def test_a_black_mask_is_refused_and_the_old_one_stays(small: NDArray[np.uint8]) -> None:
    image = hold(small)

    with pytest.raises(InvalidImageError, match="black throughout"):
        image.paint(np.zeros((2, 2), np.uint8))

    assert image.mask is None


def test_a_sketch_is_all_of_few_colors_and_pixels_drawn_from_many(
    small: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    image = hold(small)
    monkeypatch.setattr(session_image, "_SKETCHED", len(image.histogram))
    assert image.sketch is image.histogram

    monkeypatch.setattr(session_image, "_SKETCHED", len(image.histogram) - 1)
    assert image.sketch.pixel_count == len(image.histogram) - 1
    assert image.sketch is image.sketch


def test_a_result_is_worked_out_once_until_the_mask_changes(small: NDArray[np.uint8]) -> None:
    image, times = hold(small), []

    def work_out() -> cq.IndexedImage:
        times.append(1)
        return cq.quantize(small, 2)

    assert image.result("key", work_out) is image.result("key", work_out)
    assert len(times) == 1
    image.paint(np.array([[0, 255]], np.uint8))
    image.result("key", work_out)
    assert len(times) == 2


def test_only_the_last_few_are_kept() -> None:
    few, worked = SmallCache(2), []

    def work_out(key: str) -> str:
        worked.append(key)
        return key

    for key in ("a", "b", "a", "c", "a", "b"):
        few.get(key, partial(work_out, key))

    assert worked == ["a", "b", "c", "b"]
