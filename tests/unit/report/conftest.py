"""A comparison to report on, and its measures."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.conftest import make_photo

from colorquant.compare import Comparison, compare
from colorquant.report.error_maps import ErrorMaps


@pytest.fixture(scope="session")
def image() -> NDArray[np.uint8]:
    return make_photo(60, 90)


@pytest.fixture(scope="session")
def comparison(image: NDArray[np.uint8]) -> Comparison:
    return compare(image, 8)


@pytest.fixture(scope="session")
def errors(comparison: Comparison) -> ErrorMaps:
    return ErrorMaps.of(comparison)


@pytest.fixture(scope="session")
def pngs(comparison: Comparison) -> list[bytes]:
    return [result.indexed.encode("png") for result in comparison.results]
