import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle

from colorquant._validation import EFFORTS, Effort
from colorquant.fitting.lloyd_iteration import LloydResult
from colorquant.fitting.real_centers import fit_centers, nearest_centers


def made_points(channels: int, n: int = 1500) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    random = np.random.RandomState(5)
    points = np.unique(random.normal(30_000, 4_000, (n, channels)).astype(np.uint16), axis=0)
    random.shuffle(points)
    return points, random.randint(1, 50, len(points))


def fit(
    points: NDArray[np.uint16],
    weights: NDArray[np.int64],
    n: int,
    effort: Effort = "balanced",
    threads: int = 2,
) -> LloydResult:
    return fit_centers(
        points, weights, n, effort=effort, seed=1, max_iterations=300, threads=threads
    )


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("effort", EFFORTS)
def test_ends_where_the_plain_iteration_stays(
    channels: int, effort: Effort, instruction_set: str
) -> None:
    points, weights = made_points(channels)
    found = fit(points, weights, 12, effort)
    scaled = points / 256.0
    labels = oracle.nearest(scaled, found.centers)  # type: ignore[arg-type]  # 16 bits in 8
    means = [
        np.average(scaled[labels == label], axis=0, weights=weights[labels == label])
        for label in range(12)
    ]
    errors = np.square(scaled - found.centers[labels]).sum(axis=1)

    np.testing.assert_array_equal(found.labels, labels)
    np.testing.assert_array_equal(nearest_centers(points, found.centers, threads=2), labels)
    np.testing.assert_allclose(found.centers, means, atol=2.0**-16)
    assert found.distortion == pytest.approx(np.average(errors, weights=weights))


def test_neither_threads_nor_the_order_of_points_change_the_centers() -> None:
    points, weights = made_points(3)
    one = fit(points, weights, 20, threads=1)
    three = fit(points[::-1].copy(), weights[::-1].copy(), 20, threads=3)

    np.testing.assert_array_equal(one.centers, three.centers)
    np.testing.assert_array_equal(one.labels, three.labels[::-1])


def test_more_effort_is_no_worse() -> None:
    points, weights = made_points(3)
    fast, balanced, best = (fit(points, weights, 20, effort).distortion for effort in EFFORTS)

    assert best <= balanced <= fast


@pytest.mark.parametrize("n", [5, 6, 40])
def test_no_more_points_than_centers_are_the_centers(n: int) -> None:
    points, weights = made_points(3)
    found = fit(points[:5].copy(), weights[:5], n)

    np.testing.assert_array_equal(found.centers, points[:5] / 256.0)
    assert found.distortion == 0.0


@pytest.mark.parametrize("n", [7, 30, 63])
def test_every_center_serves_a_point(n: int) -> None:
    steps = np.arange(4, dtype=np.uint16)  # a cube smaller than the finest cell of the search
    points = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(-1, 3).copy()
    found = fit(points, np.ones(64, np.int64), n, "fast")

    assert np.unique(found.labels).tolist() == list(range(n))
