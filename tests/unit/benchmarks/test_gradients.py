"""Made gradients."""

import numpy as np
import pytest
from benchmarks.gradients import MADE, Gradient, gradients


def test_each_is_named_as_the_images_of_a_folder_are() -> None:
    assert [each.name for each in gradients()] == [f"gradients/{name}" for name in MADE]


@pytest.mark.parametrize("gradient", gradients(), ids=lambda each: each.name)
def test_they_are_smooth_and_of_more_levels_than_a_small_palette(gradient: Gradient) -> None:
    image = gradient.load()
    steps = [np.abs(np.diff(image.astype(int), axis=axis)).max() for axis in (0, 1)]

    assert image.dtype == np.uint8
    assert max(steps) <= 2
    assert len(np.unique(image.reshape(-1, 3), axis=0)) > 200
