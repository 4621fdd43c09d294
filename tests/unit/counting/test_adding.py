import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.counting import Counted, add, add_as_they_come, count, tally

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


def counted(*rows: tuple[int, ...], dtype: type = np.uint8) -> Counted:
    return tally(np.array(rows, dtype), np.ones(len(rows), np.int64), threads=1)


def made(seed: int, *, dtype: type = np.uint16, channels: int = 3, size: int = 600) -> Counted:
    """Colors around a few, which cells of some size hold together."""
    random = np.random.default_rng(seed)
    top = np.iinfo(dtype).max
    middles = random.integers(0, top, (9, channels))
    colors = middles[random.integers(0, 9, size)] + random.integers(
        -top // 90, top // 90, (size, 1)
    )
    image: Pixels = np.clip(colors, 0, top).astype(dtype)[np.newaxis]
    return count(image, threads=1)


def assert_same(one: Counted, other: Counted) -> None:
    np.testing.assert_array_equal(one.colors, other.colors)
    np.testing.assert_array_equal(one.counts, other.counts)
    np.testing.assert_array_equal(one.sample_weight, other.sample_weight)
    np.testing.assert_array_equal(one.sums, other.sums)
    assert one.shift == other.shift


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


@pytest.mark.parametrize("max_colors", [40, 200, 1000])
def test_cells_add_up_to_the_same_in_any_order(max_colors: int) -> None:
    parts = [
        made(1),
        made(2),
        made(3, dtype=np.uint8),
        made(4, channels=4),
        made(5)._replace(weights=made(5).counts * 100),
    ]
    whole = add(parts, threads=1, max_colors=max_colors)
    assert len(whole.colors) <= max_colors
    assert whole.shift is not None
    pairs = [
        add(parts[:2], threads=1, max_colors=max_colors),
        add(parts[2:], threads=2, max_colors=max_colors),
    ]
    assert_same(add(pairs, threads=1, max_colors=max_colors), whole)
    assert_same(add_as_they_come(iter(parts[::-1]), threads=3, max_colors=max_colors), whole)
    assert int(whole.counts.sum()) == sum(int(part.counts.sum()) for part in parts)


def test_what_is_few_enough_stays_as_it_is() -> None:
    parts = [made(1), made(2)]
    assert_same(add(parts, threads=1, max_colors=5000), add(parts, threads=1))
    assert add(parts, threads=1, max_colors=5000).coarse is None
