from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from colorquant.fitting.medoids import (
    cells_of_points,
    choose_medoids,
    squared_distances,
    two_nearest,
)


def test_means_and_mass_of_each_cell() -> None:
    points = np.array([[0, 0, 0], [0, 0, 8], [0, 0, 1024]], np.uint16)
    means, mass = cells_of_points(points, np.array([1, 3, 5]), 10)
    assert means.tolist() == [[0.0, 0.0, 6.0], [0.0, 0.0, 1024.0]]
    assert mass.tolist() == [4.0, 5.0]


def test_cells_of_side_1_keep_all_points_apart() -> None:
    points = np.random.RandomState(0).randint(0, 65_536, (50, 4)).astype(np.uint16)
    means, mass = cells_of_points(points, np.ones(50, np.int64), 0)
    assert sorted(means.tolist()) == sorted(points.astype(float).tolist())
    assert mass.tolist() == [1.0] * 50


def test_squared_distances_are_of_all_pairs() -> None:
    means, offered = np.array([[0.0, 3.0]]), np.array([[4, 0], [0, 3]], np.uint16)
    assert squared_distances(means, offered).tolist() == [[25.0, 0.0]]


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
