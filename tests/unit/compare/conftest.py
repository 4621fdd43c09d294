"""An image to compare methods on."""

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.compare import Comparison, compare


@pytest.fixture
def image() -> NDArray[np.uint8]:
    """A gradient with noise, 40 rows of 60 pixels."""
    rows, columns = np.mgrid[0:40, 0:60]
    gradient = np.stack([rows * 6, columns * 4, rows + columns], axis=-1)
    noise = np.random.default_rng(5).integers(-9, 10, gradient.shape)
    return np.clip(gradient + noise, 0, 255).astype(np.uint8)


@pytest.fixture
def comparison(image: NDArray[np.uint8]) -> Comparison:
    return compare(image, 8)
