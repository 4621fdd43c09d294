import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.fitting.spacing import (
    Spacing,
    check_given,
    far_enough,
    furthest_first,
    packed,
)

GRAYS = np.repeat(np.arange(0, 256, 15, dtype=np.uint8)[:, np.newaxis], 3, axis=1)


def pairwise(colors: NDArray[np.uint8]) -> NDArray[np.float64]:
    pixels = colors[np.newaxis]
    return np.array(
        [
            [
                cq.metrics.max_delta_e_2000(pixels[:, [a]], pixels[:, [b]])
                for b in range(len(colors))
            ]
            for a in range(len(colors))
        ]
    )


def test_distances_are_delta_e() -> None:
    spacing = Spacing(GRAYS, 10.0)
    expected = pairwise(GRAYS)
    for place in range(len(GRAYS)):
        row = spacing.distances(place)
        assert row[place] == np.inf
        np.testing.assert_allclose(np.delete(row, place), np.delete(expected[place], place))
        assert spacing.conflicts(place).tolist() == (row < 10.0 + 1e-9).tolist()
    assert spacing.furthest(0) == len(GRAYS) - 1


def test_with_alpha_they_are_the_greater_over_black_and_white() -> None:
    entries = np.array([[0, 0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 255]], np.uint8)
    assert Spacing(entries, 1.0).distances(0).tolist() == pytest.approx([np.inf, 100.0, 100.0])


def test_far_enough_of_all_others() -> None:
    four = np.array([[level] * 3 + [255] for level in (0, 128, 250, 255)], np.uint8)
    assert far_enough(four[1:3], four[[0, 3]], 20.0).tolist() == [True, False]
    assert far_enough(four[1:3], four[:0], 20.0).tolist() == [True, True]


@pytest.mark.parametrize("n", [2, 5, 9])
def test_furthest_first_is_as_far_apart_as_it_says(n: int) -> None:
    chosen, reached = furthest_first(Spacing(GRAYS, 0.0), [0], n)
    distances = pairwise(GRAYS[chosen])
    assert min(reached) == pytest.approx(distances[~np.eye(n, dtype=bool)].min())


def test_packed_is_dense() -> None:
    spacing = Spacing(GRAYS, 12.0)
    chosen = packed(spacing, [0], 99)
    assert (pairwise(GRAYS[chosen]) + 1e3 * np.eye(len(chosen))).min() >= 12.0
    # Along one line, always the nearest that is far enough is the best that can be.
    assert len(chosen) >= len(packed(spacing, [len(GRAYS) // 2], 99))
    assert packed(spacing, [0], 3) == chosen[:3]


def test_given_colors_that_are_too_near_are_named() -> None:
    check_given(GRAYS, 2.0)
    message = r"colors \(0, 0, 0\) and \(15, 15, 15\) are .* apart; .* min_distance are 10 or more"
    with pytest.raises(cq.InvalidOptionError, match=message):
        check_given(GRAYS, 10.0)
