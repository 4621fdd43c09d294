import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.remapping import measured, nearest


@pytest.mark.parametrize("kind", ["opaque", "gray", "alpha", "16 bits", "300 entries"])
def test_it_agrees_with_mapping(photo: NDArray[np.uint8], kind: str) -> None:
    rng = np.random.default_rng(5)
    colors = np.unique(rng.integers(0, 256, (7, 3), dtype=np.uint8), axis=0)
    image: NDArray[np.uint8] | NDArray[np.uint16] = photo
    if kind == "gray":
        image = photo[..., 0].copy()
    elif kind == "alpha":
        image = np.dstack([photo, photo[..., :1]])
    elif kind == "16 bits":
        image = photo.astype(np.uint16) * 257 + np.uint16(3) * (photo < 255)
    elif kind == "300 entries":
        colors = np.unique(rng.integers(0, 256, (300, 3), dtype=np.uint8), axis=0)
    mapped = nearest(image, colors, threads=2)
    again = measured(image, colors, mapped.indices, 2)
    assert again.squared_error == pytest.approx(mapped.squared_error, rel=1e-12)
    assert again.used == mapped.used


def test_entries_with_alpha_are_measured_over_black_and_white() -> None:
    image = np.full((2, 3, 3), 255, np.uint8)
    colors = np.array([[255, 255, 255, 255], [0, 0, 0, 0]], np.uint8)
    found = measured(image, colors, np.ones((2, 3), np.uint8), 1)
    assert found.squared_error == pytest.approx(6 * 0.5 * 3 * 255**2, rel=1e-4)
    assert found.used == 1
