import math

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import correlate1d

import colorquant as cq
from colorquant.metrics.spatial_cielab import MAX_PIXELS_PER_DEGREE

low_passed = cq.metrics.scielab

# Table 1 of the paper, and the program's matrix: weights and spreads in degrees.
FILTERS = (
    ((0.921, 0.0283), (0.105, 0.133), (-0.108, 4.336)),
    ((0.531, 0.0392), (0.330, 0.494)),
    ((0.488, 0.0536), (0.371, 0.386)),
)
OPPONENTS = np.array(
    [
        [0.2787336, 0.7218031, -0.1065520],
        [-0.4487736, 0.2898056, 0.0771569],
        [0.0859513, -0.5899859, 0.5011089],
    ]
)
TO_XYZ = np.array(  # IEC 61966-2-1, to four digits
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)


def seen(image: NDArray[np.uint8], pixels_per_degree: float) -> NDArray[np.float64]:
    """What the paper says, straight: sums of separable Gaussians on opponents, then CIELAB."""
    encoded = image / 255.0
    light = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    opponents = light @ (OPPONENTS @ TO_XYZ).T
    places = np.arange(-int(pixels_per_degree / 2), int(pixels_per_degree / 2) + 1)
    for channel, terms in enumerate(FILTERS):
        blurred, total = np.zeros(image.shape[:2]), 0.0
        for weight, spread in terms:
            kernel = np.exp(-np.square(places / (spread * pixels_per_degree)))
            kernel /= kernel.sum()
            plane = correlate1d(opponents[..., channel], kernel, axis=0, mode="reflect")
            blurred += weight * correlate1d(plane, kernel, axis=1, mode="reflect")
            total += weight
        opponents[..., channel] = blurred / total
    relative = opponents @ np.linalg.inv(OPPONENTS).T / TO_XYZ.sum(axis=1)
    cube = relative > (6 / 29) ** 3
    f = np.where(cube, np.cbrt(relative), relative * (29 / 6) ** 2 / 3 + 4 / 29)
    x, y, z = np.moveaxis(f, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1).reshape(-1, 3)


@pytest.mark.parametrize("pixels_per_degree", [23.0, 60.0])
def test_it_is_what_the_paper_says(photo: NDArray[np.uint8], pixels_per_degree: float) -> None:
    other = np.roll(photo, 3, axis=1)
    pair = (seen(each, pixels_per_degree) for each in (photo, other))
    expected = cq.metrics.delta_e_2000_lab(*pair).mean()

    found = low_passed(photo, other, pixels_per_degree=pixels_per_degree)

    assert found == pytest.approx(expected, rel=1e-3)  # the oracle's matrix has four digits


def test_of_flat_images_it_is_the_plain_difference() -> None:
    image, other = np.full((20, 30, 3), (100, 150, 200)), np.full((20, 30, 3), (110, 150, 190))
    pair = image.astype(np.uint8), other.astype(np.uint8)

    assert low_passed(*pair) == pytest.approx(cq.metrics.delta_e_2000(*pair), rel=1e-9)


def test_it_is_symmetric_and_zero_for_equals(photo: NDArray[np.uint8]) -> None:
    other = photo[::-1]

    assert low_passed(photo, photo) == 0.0
    assert low_passed(photo, other) == pytest.approx(low_passed(other, photo), rel=1e-12)


def test_a_dither_is_seen_as_its_mean_from_afar_and_as_a_pattern_from_near() -> None:
    black_and_white = np.where(np.indices((60, 60)).sum(axis=0) % 2, 255, 0).astype(np.uint8)
    gray = np.full((60, 60), 188, np.uint8)  # half the light of white

    assert cq.metrics.delta_e_2000(gray, black_and_white) > 40.0
    assert low_passed(gray, black_and_white) < 0.2
    assert low_passed(gray, black_and_white, pixels_per_degree=20) > 20.0


def test_gray_is_equal_channels_and_depth_makes_no_difference(photo: NDArray[np.uint8]) -> None:
    gray, other = photo[..., 0], photo[..., 1]
    wide_gray, wide_other = (np.stack([each] * 3, -1) for each in (gray, other))
    expected = low_passed(wide_gray, wide_other)

    assert low_passed(gray, other) == pytest.approx(expected)
    assert low_passed(gray * np.uint16(257), wide_other) == pytest.approx(expected)


def test_the_closest_and_the_farthest_look_are_taken(photo: NDArray[np.uint8]) -> None:
    other = np.roll(photo, 1, axis=0)
    closest = low_passed(photo, other, pixels_per_degree=1)
    farthest = low_passed(photo, other, pixels_per_degree=MAX_PIXELS_PER_DEGREE)

    assert closest == pytest.approx(cq.metrics.delta_e_2000(photo, other))
    assert farthest < closest


@pytest.mark.parametrize("wrong", [0.0, -5, 251, math.nan, math.inf, "60", None])
def test_pixels_per_degree_are_from_1_to_250(wrong: float) -> None:
    image = np.zeros((2, 2), np.uint8)
    with pytest.raises(cq.InvalidOptionError, match=r"pixels_per_degree is .*; allowed is 1 to"):
        low_passed(image, image, pixels_per_degree=wrong)


def test_images_must_be_opaque() -> None:
    clear = np.zeros((2, 4, 4), np.uint8)
    with pytest.raises(cq.InvalidImageError, match="allowed are opaque images"):
        low_passed(clear, clear)
