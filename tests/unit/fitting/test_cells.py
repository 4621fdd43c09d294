import numpy as np

from colorquant.fitting.cells import cells_of_points, squared_distances


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
