import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.fitting.medoids import choose_medoids, two_nearest


def instance(seed: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return costs of 30 cells by 10 entries, and which entries do not go together."""
    random = np.random.RandomState(seed)
    cells, entries = random.rand(30, 2), random.rand(10, 2)
    costs = ((cells[:, np.newaxis] - entries) ** 2).sum(axis=2)
    apart = ((entries[:, np.newaxis] - entries) ** 2).sum(axis=2)
    return costs, (apart < 0.06) & ~np.eye(10, dtype=bool)


@pytest.mark.parametrize("seed", range(8))
def test_what_conflicts_is_never_together_and_little_is_lost(seed: int) -> None:
    costs, barred = instance(seed)
    chosen = choose_medoids(costs, 3, chosen=[], conflicts=lambda entry: barred[entry])
    assert not barred[np.ix_(chosen, chosen)].any()
    allowed = [
        list(three)
        for three in itertools.combinations(range(10), 3)
        if not barred[np.ix_(three, three)].any()
    ]
    best = min(costs[:, three].min(axis=1).sum() for three in allowed)
    assert costs[:, chosen].min(axis=1).sum() <= 1.3 * best


@pytest.mark.parametrize("seed", range(8))
def test_what_is_fixed_stays(seed: int) -> None:
    costs, barred = instance(seed)
    worst = int(costs.sum(axis=0).argmax())
    chosen = choose_medoids(
        costs, 3, chosen=[worst], fixed=1, conflicts=lambda entry: barred[entry]
    )
    assert chosen[0] == worst
    assert not barred[worst][chosen].any()


def test_nearest_and_second_nearest() -> None:
    nearest, first, second = two_nearest(np.array([[5.0, 1.0, 3.0]]), [0, 2])
    assert (nearest.tolist(), first.tolist(), second.tolist()) == ([1], [3.0], [5.0])
    assert two_nearest(np.array([[5.0, 1.0]]), [1])[2].tolist() == [np.inf]
