from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from colorquant.counting import Coarse, Counted, are_cells, tally
from colorquant.counting.coarsening import coarsened, means

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
