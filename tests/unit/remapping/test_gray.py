import numpy as np
import pytest

from colorquant.remapping import gray as gray_module
from colorquant.remapping import nearest
from colorquant.remapping.gray import LEVELS, map_gray, map_levels


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gray_module, "_AT_ONCE", 7)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_maps_every_pixel(dtype: type[np.unsignedinteger]) -> None:
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    table = np.arange(256)[::-1].astype(dtype)
    mapped = map_levels(image, table)
    assert mapped.dtype == dtype
    np.testing.assert_array_equal(mapped, 255 - image.astype(int))


def test_equals_mapping_the_same_image_in_color() -> None:
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    colors = np.random.RandomState(2).randint(0, 256, (9, 3)).astype(np.uint8)
    table = nearest(LEVELS, colors, threads=1).indices[0]
    gray = map_gray(image, colors, table)
    color = nearest(np.stack([image] * 3, axis=-1), colors, threads=1)
    np.testing.assert_array_equal(gray.indices, color.indices)
    assert gray[1:] == color[1:]
