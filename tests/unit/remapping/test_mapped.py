import numpy as np
import pytest

from colorquant.remapping.mapped import new_indices


@pytest.mark.parametrize(
    ("entries", "dtype"), [(1, np.uint8), (256, np.uint8), (257, np.uint16), (65_536, np.uint16)]
)
def test_indices_are_as_narrow_as_the_palette_allows(entries: int, dtype: type) -> None:
    indices = new_indices(5, entries)
    assert indices.shape == (5,)
    assert indices.dtype == dtype
