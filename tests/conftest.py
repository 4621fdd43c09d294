"""What many tests need: made images, the sample photograph, every instruction set."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant import _core

FAR_TOO_LONG = 600.0
"""Seconds after which something hangs, however much else the machine has to do."""

# Nor does an example fail for being slow.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept today's answers")


def make_photo(height: int = 96, width: int = 128, seed: int = 7) -> NDArray[np.uint8]:
    """Soft gradients, two flat patches and noise: some thousands of colors, as a photo has."""
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    base = np.stack([90 + 120 * x, 60 + 140 * y, 200 - 150 * x * y], axis=-1)
    base[: height // 4, : width // 3] = (250, 240, 30)
    noise = np.random.RandomState(seed).normal(0, 6, base.shape)
    photo = np.clip(base + noise, 0, 255).astype(np.uint8)
    photo[-height // 5 :, -width // 4 :] = (12, 12, 40)
    return photo


@pytest.fixture(scope="session")
def photo() -> NDArray[np.uint8]:
    return make_photo()


@pytest.fixture(scope="session")
def china_path() -> Path:
    spec = importlib.util.find_spec("sklearn")
    if spec is None or spec.origin is None:
        pytest.skip("china.jpg comes with scikit-learn, which is not installed")
    return Path(spec.origin).parent / "datasets" / "images" / "china.jpg"


@pytest.fixture(scope="session")
def china(china_path: Path) -> NDArray[np.uint8]:
    return cq.image.as_image(china_path).view(np.uint8)


@pytest.fixture(params=_core.instruction_sets())
def instruction_set(request: pytest.FixtureRequest) -> Iterator[str]:
    """Force each of the machine's instruction sets in turn."""
    usual = _core.instruction_set()
    assert _core.use_instruction_set(request.param)
    yield request.param
    _core.use_instruction_set(usual)
