import numpy as np
import pytest

from colorquant.counting import count_levels
from colorquant.counting import levels as levels_module


def test_counts_every_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels_module, "_AT_ONCE", 7)
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    np.testing.assert_array_equal(count_levels(image), np.bincount(image.ravel(), minlength=256))
