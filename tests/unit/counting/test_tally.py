import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.counting import Counted, add, count, tally

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


def counted(*rows: tuple[int, ...], dtype: type = np.uint8) -> Counted:
    return tally(np.array(rows, dtype), np.ones(len(rows), np.int64), threads=1)


def test_equal_colors_are_added_up() -> None:
    total = tally(
        np.array([[9, 9, 9], [0, 0, 0], [9, 9, 9]], np.uint8),
        np.array([1, 2, 3]),
        np.array([255, 20, 3]),
        threads=2,
    )
    assert total.colors.tolist() == [[0, 0, 0], [9, 9, 9]]
    assert total.counts.tolist() == [2, 4]
    assert total.weights is not None
    assert total.weights.tolist() == [20, 258]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_colors_are_in_z_order(dtype: type, channels: int) -> None:
    top = np.iinfo(dtype).max
    rows: Pixels = np.array(
        [[top] + [0] * (channels - 1), [top // 2] * channels, [0] * channels], dtype
    )
    assert tally(rows, np.ones(3, np.int64), threads=1).colors.tolist() == [
        [0] * channels,
        [top // 2] * channels,
        [top] + [0] * (channels - 1),
    ]


def test_8_bits_become_16_beside_16() -> None:
    total = add([counted((1, 0, 0)), counted((257, 0, 0), (3, 4, 5), dtype=np.uint16)], threads=1)
    assert total.colors.dtype == np.uint16
    assert total.colors.tolist() == [[3, 4, 5], [257, 0, 0]]
    assert total.counts.tolist() == [1, 2]


def test_opaque_colors_get_their_alpha_beside_others() -> None:
    total = add([counted((1, 2, 3)), counted((1, 2, 3, 255), (0, 0, 0, 0))], threads=1)
    assert total.colors.tolist() == [[0, 0, 0, 0], [1, 2, 3, 255]]
    assert total.counts.tolist() == [1, 2]


def test_without_weights_every_pixel_counts_in_full_beside_some_that_do_not() -> None:
    half = tally(np.array([[1, 2, 3]], np.uint8), np.array([2]), np.array([255]), threads=1)
    for total in (
        add([half, counted((1, 2, 3))], threads=1),
        add([counted((1, 2, 3)), half], threads=1),
    ):
        assert total.weights is not None
        assert total.weights.tolist() == [510]


def test_parts_add_up_to_the_whole_in_any_order() -> None:
    image = np.random.RandomState(0).randint(0, 4, (60, 40, 4)).astype(np.uint8)
    whole = count(image, threads=1)
    parts = [count(np.ascontiguousarray(part), threads=1) for part in np.array_split(image, 3)]
    first, second, third = parts
    for total in (
        add(parts, threads=1),
        add(parts[::-1], threads=1),
        add([add([third, first], threads=1), second], threads=1),
    ):
        np.testing.assert_array_equal(total.colors, whole.colors)
        np.testing.assert_array_equal(total.counts, whole.counts)
