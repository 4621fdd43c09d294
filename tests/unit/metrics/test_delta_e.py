import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from tests.sharma import PAIRS

import colorquant as cq

labs = hnp.arrays(np.float64, (8, 3), elements=st.floats(-100.0, 100.0)).map(
    lambda lab: np.abs(lab, out=lab, where=[True, False, False])
)


def pixel_by_pixel(image: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    lab = cq.color.get_space("lab")
    a, b = (lab.from_srgb(each.reshape(-1, 3) / 255.0) for each in (image, other))
    return float(cq.metrics.delta_e_2000_lab(a, b).mean())


@pytest.mark.parametrize("pair", range(34))
def test_sharmas_pairs(pair: int) -> None:
    lab, other, expected = PAIRS[[pair], :3], PAIRS[[pair], 3:6], PAIRS[pair, 6]
    # The paper gives four digits after the point.
    assert cq.metrics.delta_e_2000_lab(lab, other) == pytest.approx(expected, abs=5.1e-5)
    assert cq.metrics.delta_e_2000_lab(other, lab) == pytest.approx(expected, abs=5.1e-5)


@given(labs, labs)
def test_it_is_symmetric_and_zero_for_equals(
    lab: NDArray[np.float64], other: NDArray[np.float64]
) -> None:
    difference = cq.metrics.delta_e_2000_lab(lab, other)
    assert (difference >= 0.0).all()
    np.testing.assert_allclose(cq.metrics.delta_e_2000_lab(other, lab), difference, atol=1e-9)
    np.testing.assert_array_equal(cq.metrics.delta_e_2000_lab(lab, lab), 0.0)


def test_black_and_white_are_100_apart() -> None:
    black, white = np.zeros((3, 2), np.uint8), np.full((3, 2), 255, np.uint8)
    assert cq.metrics.delta_e_2000(black, white) == pytest.approx(100.0)


def test_it_is_the_mean_over_pixels(
    photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = np.roll(photo, 1, axis=0)
    expected = pixel_by_pixel(photo, other)
    assert cq.metrics.delta_e_2000(photo, other) == pytest.approx(expected, rel=1e-12)
    monkeypatch.setattr("colorquant.metrics.delta_e._PIXELS", 1000)  # does not divide the pixels
    assert cq.metrics.delta_e_2000(photo, other) == pytest.approx(expected, rel=1e-12)
    assert cq.metrics.delta_e_2000(photo, photo) == 0.0


def test_gray_is_equal_channels(photo: NDArray[np.uint8]) -> None:
    gray, other = photo[..., 0], photo[..., 1]
    wide_gray, wide_other = (np.stack([each] * 3, -1) for each in (gray, other))
    as_color = cq.metrics.delta_e_2000(wide_gray, wide_other)
    assert cq.metrics.delta_e_2000(gray, other) == as_color
    assert cq.metrics.delta_e_2000(gray, wide_other) == as_color
    assert cq.metrics.delta_e_2000(photo, gray) == cq.metrics.delta_e_2000(photo, wide_gray)


def test_sizes_must_agree() -> None:
    with pytest.raises(cq.InvalidImageError, match="4 x 2 and 3 x 2 pixels"):
        cq.metrics.delta_e_2000(np.zeros((2, 4), np.uint8), np.zeros((2, 3), np.uint8))


def test_images_must_be_opaque() -> None:
    clear = np.zeros((2, 4, 4), np.uint8)
    with pytest.raises(cq.InvalidImageError, match="allowed are opaque images"):
        cq.metrics.delta_e_2000(clear, clear)
