import numpy as np
import pytest

from colorquant.remapping import grey as grey_module
from colorquant.remapping import nearest
from colorquant.remapping.grey import LEVELS, map_grey, map_levels


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grey_module, "_AT_ONCE", 7)


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
    grey = map_grey(image, colors, table)
    color = nearest(np.stack([image] * 3, axis=-1), colors, threads=1)
    np.testing.assert_array_equal(grey.indices, color.indices)
    assert grey[1:] == color[1:]
