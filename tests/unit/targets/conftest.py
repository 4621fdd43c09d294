"""A palette beside the made photograph, and one with alpha."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.image import ImageLike
from colorquant.targets.targets import Fitted

Beside = Callable[[ImageLike, cq.Palette], Fitted]


@pytest.fixture
def beside() -> Beside:
    def make(image: ImageLike, palette: cq.Palette) -> Fitted:
        histogram = cq.ColorHistogram.from_image(image)
        return Fitted(cq.load_image(image), histogram, palette, 1)

    return make


@pytest.fixture
def glass(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The photograph with levels of opacity."""
    return np.dstack([photo, np.linspace(0, 255, photo.size // 3).reshape(photo.shape[:2])]).astype(
        np.uint8
    )
