import numpy as np
import pytest
from tests.conftest import make_photo

import colorquant as cq
from colorquant.remapping import measured


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_the_error_is_that_of_the_indices(dtype: type[np.unsignedinteger], channels: int) -> None:
    photo = make_photo(20, 30).astype(dtype) * dtype(np.iinfo(dtype).max // 255)
    image = np.dstack([photo, photo[..., 1]])[..., :channels]
    image = np.ascontiguousarray(image[..., 0] if channels == 1 else image)
    colors = np.array([[0, 0, 0], [90, 80, 70], [255, 255, 255], [1, 2, 3]], np.uint8)
    indices = np.random.RandomState(3).randint(0, 3, (20, 30)).astype(np.uint8)

    found = measured(image, colors, indices, threads=2)

    assert found.indices is indices
    assert found.used == 3
    distortion = cq.metrics.distortion(image, colors[indices])
    assert found.squared_error / indices.size == pytest.approx(distortion)
