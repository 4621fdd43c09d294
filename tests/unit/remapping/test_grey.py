import numpy as np
import pytest

from colorquant.remapping import count_levels, map_levels
from colorquant.remapping import grey as grey_module


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grey_module, "_AT_ONCE", 7)


def test_counts_every_level() -> None:
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    np.testing.assert_array_equal(count_levels(image), np.bincount(image.ravel(), minlength=256))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_maps_every_pixel(dtype: type[np.unsignedinteger]) -> None:
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    table = np.arange(256)[::-1].astype(dtype)
    mapped = map_levels(image, table)
    assert mapped.dtype == dtype
    np.testing.assert_array_equal(mapped, 255 - image.astype(int))
