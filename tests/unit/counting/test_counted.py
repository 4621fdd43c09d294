import numpy as np

from colorquant.counting import Counted, tally


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
