import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq


def test_one_bad_pixel_is_the_worst(
    photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("colorquant.metrics.worst_delta_e._PIXELS", 1000)
    other = photo.copy()
    assert cq.metrics.max_delta_e_2000(photo, other) == 0.0
    other[50, 60] = 255 - other[50, 60]
    pixel = np.s_[50:51, 60:61]
    expected = cq.metrics.delta_e_2000(photo[pixel], other[pixel])
    assert cq.metrics.max_delta_e_2000(photo, other) == pytest.approx(expected)
    assert cq.metrics.max_delta_e_2000(other, photo) == pytest.approx(expected)


def test_with_alpha_it_is_the_greater_over_black_and_white() -> None:
    clear, white = np.zeros((1, 2, 4), np.uint8), np.full((1, 2), 255, np.uint8)
    assert cq.metrics.max_delta_e_2000(clear, white) == pytest.approx(100.0)
    assert cq.metrics.max_delta_e_2000(clear, clear) == 0.0


def test_sizes_must_agree() -> None:
    with pytest.raises(cq.InvalidImageError, match="4 x 2 and 3 x 2 pixels"):
        cq.metrics.max_delta_e_2000(np.zeros((2, 4), np.uint8), np.zeros((2, 3), np.uint8))
