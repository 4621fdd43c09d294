import numpy as np

from colorquant.counting import Counted, tally
from colorquant.counting.coarsening import coarsened
from colorquant.counting.kinds import of_one_kind


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
