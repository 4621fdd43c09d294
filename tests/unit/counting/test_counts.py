from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from colorquant.counting import (
    FULL_WEIGHT,
    Coarse,
    Counted,
    add,
    add_as_they_come,
    are_cells,
    count,
    tally,
)
from colorquant.counting.counts import coarsened, means, of_one_kind
from colorquant.errors import InvalidOptionError


def one(weights: list[int] | None = None) -> Counted:
    colors = np.array([[1, 2, 3], [9, 9, 9]], np.uint8)
    return tally(
        colors, np.array([2, 5]), None if weights is None else np.array(weights), threads=1
    )


def test_colors_count_as_often_as_they_occur_or_for_their_weights() -> None:
    assert one().sample_weight.tolist() == [2, 5]
    assert one().sums.tolist() == [[2, 4, 6], [45, 45, 45]]
    assert one([10, 1]).sample_weight.tolist() == [10, 1]
    assert one([10, 1]).sums.tolist() == [[10, 20, 30], [9, 9, 9]]


def test_means_of_cells_have_sums_of_their_own() -> None:
    assert one().shift is None
    assert one().as_means(None).coarse is None
    means = one().as_means(3)
    assert means.shift == 3
    again = means._replace(weights=np.array([7, 7])).as_means(4)
    assert again.shift == 4
    assert again.sums.tolist() == [[7, 14, 21], [63, 63, 63]]


def test_all_become_like_the_deepest_with_alpha_and_weights() -> None:
    plain = tally(np.array([[1, 2, 3]], np.uint8), np.array([2]), threads=1)
    clear = tally(np.array([[1, 2, 3, 4]], np.uint8), np.array([1]), threads=1)
    deep = tally(np.array([[5, 6, 7]], np.uint16), np.array([1]), np.array([9]), threads=1)
    alike = of_one_kind([plain, clear, deep])
    assert [part.colors.tolist() for part in alike] == [
        [[257, 514, 771, 65535]],
        [[257, 514, 771, 1028]],
        [[5, 6, 7, 65535]],
    ]
    assert [part.sample_weight.tolist() for part in alike] == [[510], [255], [9]]


def test_those_of_one_kind_are_left_alone() -> None:
    parts = [tally(np.array([[1, 2, 3]], np.uint8), np.array([2]), threads=1)] * 2
    assert all(one is other for one, other in zip(of_one_kind(parts), parts, strict=True))


def cells(colors: list[list[int]], dtype: type) -> Counted:
    one = tally(np.array(colors, dtype), np.arange(1, len(colors) + 1), threads=1)
    return coarsened(one, 1)


def test_cells_stay_what_they_are() -> None:
    coarse = cells([[0, 0, 0, 9], [0, 0, 1, 9], [1, 1, 1, 8]], np.uint8)
    deep = tally(np.array([[5, 6, 7]], np.uint16), np.array([1]), np.array([9]), threads=1)
    assert coarse.shift == 1
    widened, _ = of_one_kind([coarse, deep])
    assert widened.shift == 9
    np.testing.assert_array_equal(widened.sums, coarse.sums * 257 * 255)
    np.testing.assert_array_equal(widened.colors, coarse.colors.astype(int) * 257)


def test_opaque_cells_get_their_alpha() -> None:
    coarse = cells([[0, 0, 0], [0, 0, 1], [300, 1, 1]], np.uint16)
    clear = tally(np.array([[5, 6, 7, 8]], np.uint16), np.array([1]), threads=1)
    with_alpha, _ = of_one_kind([coarse, clear])
    assert with_alpha.sums.tolist() == [[*row, 6 * 65535] for row in coarse.sums.tolist()]


Pixels = NDArray[np.uint8] | NDArray[np.uint16]


@st.composite
def counts(draw: st.DrawFn) -> Counted:
    channels, dtype = draw(st.sampled_from([(3, np.uint16), (4, np.uint8), (4, np.uint16)]))
    rows = draw(st.integers(1, 60))
    near = hnp.arrays(dtype, (rows, channels), elements=st.integers(0, 40))
    colors = draw(near | hnp.arrays(dtype, (rows, channels)))
    if channels == 4:
        colors[colors[:, 3] == 0] = 0
    numbers = hnp.arrays(np.int64, rows, elements=st.integers(1, 2**30))
    return tally(colors, draw(numbers), draw(st.none() | numbers), threads=1)


@given(counts(), st.integers(2, 40))
def test_every_cell_is_the_mean_of_what_is_in_it(counted: Counted, max_colors: int) -> None:
    coarse = coarsened(counted, max_colors)
    assert len(coarse.colors) <= max(max_colors, 2)
    if coarse.shift is None:
        assert coarse is counted
        return
    keys = (counted.colors >> coarse.shift).astype(np.int64)
    clear = ~counted.colors.any(axis=1) & (counted.colors.shape[1] == 4)
    keys[clear] = -1
    cells, inverse = np.unique(keys, axis=0, return_inverse=True)
    assert len(cells) == len(coarse.colors)
    inverse = inverse.reshape(-1)
    expected = {}
    for cell in range(len(cells)):
        rows = inverse == cell
        weights = counted.sample_weight[rows].astype(object)
        total = (counted.colors[rows].astype(object) * weights[:, np.newaxis]).sum(axis=0)
        color = tuple(int((2 * one + weights.sum()) // (2 * weights.sum())) for one in total)
        expected[color] = (int(counted.counts[rows].sum()), int(weights.sum()))
    found = zip(
        map(tuple, coarse.colors.tolist()),
        zip(coarse.counts.tolist(), coarse.sample_weight.tolist(), strict=True),
        strict=True,
    )
    assert dict(found) == expected
    assert are_cells(coarse)
    in_order = tally(coarse.colors, coarse.counts, threads=1)
    np.testing.assert_array_equal(in_order.colors, coarse.colors)


@given(counts(), st.integers(2, 40))
def test_cells_are_no_larger_than_needed(counted: Counted, max_colors: int) -> None:
    coarse = coarsened(counted, max_colors)
    if coarse.shift:
        finer = len(np.unique(counted.colors >> (coarse.shift - 1), axis=0))
        assert finer + 1 > max_colors  # one more, perhaps: that of what is fully transparent


def test_opaque_colors_of_8_bits_are_never_too_many() -> None:
    colors = np.arange(300, dtype=np.uint8).reshape(-1, 3)
    counted = tally(colors, np.ones(len(colors), np.int64), threads=1)
    assert coarsened(counted, 2) is counted


def test_what_is_fully_transparent_stays_alone() -> None:
    colors = np.array([[0, 0, 0, 0], [1, 1, 1, 1], [1, 1, 1, 2], [9, 9, 9, 250]], np.uint8)
    coarse = coarsened(tally(colors, np.array([5, 1, 1, 1]), threads=1), 3)
    assert coarse.colors.tolist() == [[0, 0, 0, 0], [1, 1, 1, 2], [9, 9, 9, 250]]
    assert coarse.counts.tolist() == [5, 2, 1]


def test_means_are_rounded_and_exact_to_the_last_bit() -> None:
    weight = 2**45 - 1
    sums = np.array([[65535 * weight, 65534 * weight + weight // 2, weight // 2 + 1]])
    found = means(sums, np.array([weight]), np.dtype(np.uint16))
    assert found.tolist() == [[65535, 65534, 1]]


@pytest.mark.parametrize(
    "change",
    [
        {"coarse": None},
        {"coarse": Coarse(np.array([[4, 4, 4], [80, 80, 80]]), -1)},
        {"coarse": Coarse(np.array([[4, 4, 4], [80, 80, 80]]), 17)},
        {"coarse": Coarse(np.array([[4, 4, 4], [99, 80, 80]]), 2)},
        {"coarse": Coarse(np.array([[-1, 4, 4], [80, 80, 80]]), 2)},
        {"coarse": Coarse(np.array([[4, 4, 4], [2**62, 80, 80]]), 2)},
        {"coarse": Coarse(np.array([[4, 4, 4], [80, 80, 80]]), 9)},
    ],
)
def test_what_does_not_come_from_here_is_recognized(change: dict[str, Coarse | None]) -> None:
    colors = np.array([[2, 2, 2], [40, 40, 40]], np.uint16)
    right = Counted(colors, np.array([2, 2]), None, Coarse(np.array([[4, 4, 4], [80, 80, 80]]), 2))
    assert are_cells(right)
    assert not are_cells(right._replace(**change))  # type: ignore[arg-type]


def test_more_colors_make_no_fewer_cells() -> None:
    random = np.random.default_rng(3)
    colors: Pixels = random.integers(0, 65536, (500, 3)).astype(np.uint16)
    shifts = [
        coarsened(tally(colors[:size].copy(), np.ones(size, np.int64), threads=1), 50).shift or 0
        for size in (60, 100, 200, 500)
    ]
    assert all(one <= other for one, other in pairwise(shifts))


def counted(*rows: tuple[int, ...], dtype: type = np.uint8) -> Counted:
    return tally(np.array(rows, dtype), np.ones(len(rows), np.int64), threads=1)


def counted_clusters(
    seed: int, *, dtype: type = np.uint16, channels: int = 3, size: int = 600
) -> Counted:
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
        counted_clusters(1),
        counted_clusters(2),
        counted_clusters(3, dtype=np.uint8),
        counted_clusters(4, channels=4),
        counted_clusters(5)._replace(weights=counted_clusters(5).counts * 100),
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
    parts = [counted_clusters(1), counted_clusters(2)]
    assert_same(add(parts, threads=1, max_colors=5000), add(parts, threads=1))
    assert add(parts, threads=1, max_colors=5000).coarse is None


DEEP, COUNTS = np.array([[1, 2, 3], [900, 9, 9]], np.uint16), np.array([2, 5])


def test_pixels_count_for_a_share() -> None:
    plain = tally(DEEP, COUNTS, threads=1)
    assert plain.scaled(2).sample_weight.tolist() == [2 * 2 * FULL_WEIGHT, 5 * 2 * FULL_WEIGHT]
    halved = plain.scaled(1).scaled(0.5)
    assert halved.sample_weight.tolist() == [pytest.approx(255, abs=2), pytest.approx(638, abs=3)]
    assert plain._replace(weights=np.array([1, 1])).scaled(0.004).sample_weight.tolist() == [
        1,
        1,
    ]


def test_cells_keep_their_means() -> None:
    coarse = tally(DEEP, COUNTS, threads=1).as_means(3)
    halved = coarse.scaled(0.5)
    assert halved.shift == 3
    np.testing.assert_array_equal(halved.sums, DEEP * halved.sample_weight[:, np.newaxis])


@pytest.mark.parametrize("factor", [0, -1.0, 1001, float("nan"), "much"])
def test_factors_out_of_range_are_refused(factor: object) -> None:
    with pytest.raises(InvalidOptionError, match=r"allowed is 0\.004 to 1,000"):
        tally(DEEP, COUNTS, threads=1).scaled(factor)  # type: ignore[arg-type]
