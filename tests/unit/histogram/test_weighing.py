import numpy as np
import pytest

from colorquant.counting import FULL_WEIGHT, tally
from colorquant.errors import InvalidOptionError
from colorquant.histogram.weighing import weighted

COLORS, COUNTS = np.array([[1, 2, 3], [900, 9, 9]], np.uint16), np.array([2, 5])


def test_pixels_count_for_a_share() -> None:
    plain = tally(COLORS, COUNTS, threads=1)
    assert weighted(plain, 2).sample_weight.tolist() == [2 * 2 * FULL_WEIGHT, 5 * 2 * FULL_WEIGHT]
    halved = weighted(weighted(plain, 1), 0.5)
    assert halved.sample_weight.tolist() == [pytest.approx(255, abs=2), pytest.approx(638, abs=3)]
    assert weighted(plain._replace(weights=np.array([1, 1])), 0.004).sample_weight.tolist() == [
        1,
        1,
    ]


def test_cells_keep_their_means() -> None:
    coarse = tally(COLORS, COUNTS, threads=1).as_means(3)
    halved = weighted(coarse, 0.5)
    assert halved.shift == 3
    np.testing.assert_array_equal(halved.sums, COLORS * halved.sample_weight[:, np.newaxis])


@pytest.mark.parametrize("share", [0, -1.0, 1001, float("nan"), "much"])
def test_shares_out_of_range_are_refused(share: object) -> None:
    with pytest.raises(InvalidOptionError, match=r"allowed is 0\.004 to 1,000"):
        weighted(tally(COLORS, COUNTS, threads=1), share)  # type: ignore[arg-type]
