import numpy as np
import pytest

from colorquant.sklearn.engines import Options, fit_engine
from colorquant.sklearn.rows import DistinctRows

OPTIONS = Options(n_clusters=2, effort="fast", max_iter=10, seed=0, threads=1)
CORNERS = np.array([[0.0, 0, 0], [2, 0, 0], [90, 90, 90], [92, 90, 90]])


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (CORNERS, "colorquant"),
        (np.hstack([CORNERS, CORNERS[:, :1]]), "colorquant"),
        (CORNERS - 1, "scikit-learn"),
        (CORNERS * 0.37, "scikit-learn"),
        (CORNERS[:, :2], "scikit-learn"),
        (np.hstack([CORNERS, CORNERS]), "scikit-learn"),
    ],
    ids=["three columns", "four", "negative", "between levels", "two columns", "six"],
)
def test_levels_go_to_the_core_and_all_else_to_scikit_learn(values: np.ndarray, name: str) -> None:
    engine = fit_engine(DistinctRows(values, np.array([1.0, 3, 1, 1])), OPTIONS)
    labels = engine.nearest(values, threads=1)

    assert engine.name == name
    assert labels[0] == labels[1] != labels[2] == labels[3]
    np.testing.assert_allclose(engine.centers[labels[0]], (values[0] + 3 * values[1]) / 4)
    np.testing.assert_allclose(engine.centers[labels[2]], (values[2] + values[3]) / 2)
