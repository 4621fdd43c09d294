import pickle
import subprocess
import sys
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

import colorquant as cq
from colorquant.sklearn import ColorQuantizer

TEXTBOOK = """
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_sample_image
    from sklearn.utils import shuffle

    n_colors = 64
    china = np.array(load_sample_image("china.jpg"), dtype=np.float64) / 255
    w, h, d = tuple(china.shape)
    image_array = np.reshape(china, (w * h, d))
    image_array_sample = shuffle(image_array, random_state=0, n_samples=1_000)
    kmeans = KMeans(n_clusters=n_colors, random_state=0).fit(image_array_sample)
    labels = kmeans.predict(image_array)

    def recreate_image(codebook, labels, w, h):
        return codebook[labels].reshape(w, h, -1)

    recreated = recreate_image(kmeans.cluster_centers_, labels, w, h)
"""


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@parametrize_with_checks(  # type: ignore[untyped-decorator]
    [ColorQuantizer()]
)
def test_keeps_what_scikit_learn_expects(estimator: Any, check: Callable[[Any], None]) -> None:
    check(estimator)


def test_the_textbook_script_runs_and_gets_no_worse() -> None:
    theirs: dict[str, Any] = {}
    ours: dict[str, Any] = {}
    script = dedent(TEXTBOOK)
    exec(script, theirs)
    exec(
        script.replace(
            "from sklearn.cluster import KMeans",
            "from colorquant.sklearn import ColorQuantizer as KMeans",
        ),
        ours,
    )

    def distortion(run: dict[str, Any]) -> float:
        return float(np.square(run["china"] - run["recreated"]).sum(axis=2).mean())

    assert isinstance(ours["kmeans"], ColorQuantizer)
    assert ours["kmeans"].cluster_centers_.shape == theirs["kmeans"].cluster_centers_.shape
    assert ours["kmeans"].inertia_ <= theirs["kmeans"].inertia_
    assert distortion(ours) <= distortion(theirs)


def test_an_image_is_its_pixels_at_every_depth(photo: NDArray[np.uint8]) -> None:
    quantizer = ColorQuantizer(16).fit(photo)
    pixels = photo.reshape(-1, 3)
    forms: dict[str, tuple[NDArray[Any], float]] = {
        "rows": (pixels, 1),
        "16 bits": (photo.astype(np.uint16) * 257, 257),
        "float64": (pixels / 255, 1 / 255),
        "float32": ((pixels * np.float32(1 / 255)), 1 / 255),
        "0 to 255": (photo.astype(float), 1),
    }

    assert quantizer.engine_ == "colorquant"
    assert len(np.unique(quantizer.labels_)) == 16
    for name, (form, unit) in forms.items():
        other = ColorQuantizer(16).fit(form)
        np.testing.assert_array_equal(other.labels_, quantizer.labels_, name)
        np.testing.assert_allclose(other.cluster_centers_, quantizer.cluster_centers_ * unit)
        assert other.inertia_ == pytest.approx(quantizer.inertia_ * unit**2, rel=1e-4)


def test_centers_are_real_and_no_worse_than_the_palette(photo: NDArray[np.uint8]) -> None:
    quantizer = ColorQuantizer(16).fit(photo)
    palette = cq.KMeans(16).fit(cq.ColorHistogram.from_image(photo))
    mapped = palette.apply(photo).distortion

    assert quantizer.inertia_ / photo[..., 0].size <= mapped
    for label, center in enumerate(quantizer.cluster_centers_):
        mine = photo.reshape(-1, 3)[quantizer.labels_ == label]
        np.testing.assert_allclose(center, mine.mean(axis=0), atol=2.0**-16)


@pytest.mark.parametrize("columns", [2, 3, 4, 7])
def test_any_rows_of_numbers_can_be_fitted(columns: int) -> None:
    rows = np.random.RandomState(0).normal(0, 3, (500, columns))
    quantizer = ColorQuantizer(5, effort="fast").fit(rows)
    theirs = KMeans(5, n_init=1, random_state=0).fit(np.unique(rows, axis=0))

    assert quantizer.engine_ == "scikit-learn"
    np.testing.assert_allclose(quantizer.cluster_centers_, theirs.cluster_centers_)


def data_of(kind: str, n: int = 400) -> NDArray[Any]:
    random = np.random.RandomState(3)
    if kind == "numbers":
        return random.normal(0, 1, (n, 5))
    rows = random.randint(0, 40, (n, 4 if kind == "four columns" else 3), np.uint8)
    return rows / 255 if kind == "floats" else rows


KINDS = pytest.mark.parametrize("kind", ["colors", "floats", "four columns", "numbers"])


@KINDS
def test_parts_are_fitted_as_the_whole(kind: str) -> None:
    rows, weights = data_of(kind), np.random.RandomState(1).randint(0, 4, 400)
    whole = ColorQuantizer(6).fit(rows, sample_weight=weights)
    parts = ColorQuantizer(6)
    for begin in range(0, 400, 100):
        part = slice(begin, begin + 100)
        parts.partial_fit(rows[part], sample_weight=weights[part])

    np.testing.assert_array_equal(parts.cluster_centers_, whole.cluster_centers_)
    assert parts.inertia_ == pytest.approx(whole.inertia_)
    np.testing.assert_array_equal(parts.labels_, whole.labels_[300:])
    assert ColorQuantizer(6).fit(rows).partial_fit(rows).inertia_ == pytest.approx(
        2 * ColorQuantizer(6).fit(rows).inertia_
    )


@KINDS
def test_a_weight_is_so_many_rows_and_no_weight_none(kind: str) -> None:
    rows, weights = data_of(kind), np.random.RandomState(1).randint(0, 4, 400)
    weighted = ColorQuantizer(6).fit(rows, sample_weight=weights)
    repeated = ColorQuantizer(6).fit(np.repeat(rows, weights, axis=0)[::-1])

    np.testing.assert_array_equal(weighted.cluster_centers_, repeated.cluster_centers_)
    np.testing.assert_array_equal(weighted.labels_, repeated.predict(rows))
    assert weighted.score(rows, sample_weight=weights) == pytest.approx(-weighted.inertia_)


@KINDS
def test_labels_distances_and_colors_agree(kind: str) -> None:
    rows = data_of(kind)
    quantizer = ColorQuantizer(6).fit(rows)
    colors = quantizer.cluster_centers_[quantizer.labels_]
    distances = quantizer.transform(rows)

    np.testing.assert_array_equal(quantizer.predict(rows), quantizer.labels_)
    np.testing.assert_array_equal(quantizer.inverse_transform(quantizer.labels_), colors)
    np.testing.assert_array_equal(quantizer.inverse_transform(distances), colors)
    assert np.square(distances.min(axis=1)).sum() == pytest.approx(quantizer.inertia_)
    assert -quantizer.score(rows) == pytest.approx(quantizer.inertia_)
    assert quantizer.inverse_transform(quantizer.labels_.reshape(20, 20)).shape == (
        20,
        20,
        rows.shape[1],
    )


def test_what_lies_between_levels_goes_to_its_nearest_center() -> None:
    quantizer = ColorQuantizer(9).fit(data_of("colors"))
    rows = np.random.RandomState(0).uniform(-50, 300, (1000, 3))
    distances = quantizer.transform(rows)

    np.testing.assert_array_equal(quantizer.predict(rows), distances.argmin(axis=1))
    one_by_one = [int(quantizer.predict(row[np.newaxis])[0]) for row in rows[:20]]
    assert one_by_one == quantizer.predict(rows)[:20].tolist()


def test_what_is_too_far_away_to_tell_goes_to_the_first_center() -> None:
    assert ColorQuantizer(9).fit(data_of("colors")).predict([[1e300, -1e300, 0.0]]).tolist() == [0]


def test_the_number_of_threads_changes_nothing(photo: NDArray[np.uint8]) -> None:
    one, three = (ColorQuantizer(20, threads=threads).fit(photo) for threads in (1, 3))

    np.testing.assert_array_equal(one.cluster_centers_, three.cluster_centers_)
    np.testing.assert_array_equal(one.labels_, three.labels_)


@pytest.mark.parametrize("unit", [1, 0.37])
def test_all_rows_are_centers_if_there_are_no_more(unit: float) -> None:
    rows = np.array([[0, 0, 9], [0, 0, 9], [5, 0, 0]]) * unit
    with pytest.warns(ConvergenceWarning, match=r"n_clusters is 3, but only 2 rows are distinct"):
        quantizer = ColorQuantizer(3).fit(rows)

    assert len(quantizer.cluster_centers_) == 2
    assert quantizer.inertia_ == pytest.approx(0)
    assert quantizer.transform(rows).shape == (3, 2)


@settings(max_examples=30)
@given(st.data())
def test_every_center_serves_a_row(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 60))
    rows = np.random.RandomState(data.draw(st.integers(0, 999))).randint(0, 6, (n, 3), np.uint8)
    k = data.draw(st.integers(1, len(np.unique(rows, axis=0))))
    quantizer = ColorQuantizer(k, effort=data.draw(st.sampled_from(["fast", "balanced"]))).fit(rows)

    assert np.unique(quantizer.labels_).tolist() == list(range(k))


def test_works_in_pipelines_and_searches(photo: NDArray[np.uint8]) -> None:
    rows = photo.reshape(-1, 3)[::40].astype(float)
    pipeline = make_pipeline(MinMaxScaler(), ColorQuantizer(4)).fit(rows)
    search = GridSearchCV(ColorQuantizer(), {"n_clusters": [2, 6], "effort": ["fast"]}, cv=2)

    assert pipeline.inverse_transform(pipeline.transform(rows)).shape == rows.shape
    assert search.fit(rows).best_params_ == {"n_clusters": 6, "effort": "fast"}


@KINDS
def test_copies_by_pickle_predict_the_same_and_go_on(kind: str) -> None:
    rows = data_of(kind)
    quantizer = ColorQuantizer(6).fit(rows)
    copy = pickle.loads(pickle.dumps(quantizer))

    np.testing.assert_array_equal(copy.predict(rows), quantizer.labels_)
    np.testing.assert_array_equal(
        copy.partial_fit(rows[:9]).cluster_centers_,
        quantizer.partial_fit(rows[:9]).cluster_centers_,
    )
    assert not hasattr(clone(quantizer), "cluster_centers_")


def test_other_starts_come_from_other_seeds() -> None:
    rows = data_of("colors")
    first, again, other = (
        ColorQuantizer(6, random_state=np.random.RandomState(seed), effort="fast").fit(rows)
        for seed in (0, 0, 1)
    )

    np.testing.assert_array_equal(first.cluster_centers_, again.cluster_centers_)
    assert not np.array_equal(first.cluster_centers_, other.cluster_centers_)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n_clusters": 0}, r"n_clusters is 0; allowed is a whole number from 1 to 65,536"),
        ({"n_clusters": 2.0}, r"n_clusters is 2.0; allowed"),
        ({"effort": "most"}, r"effort is 'most'; allowed are fast, balanced, best"),
        ({"max_iter": 0}, r"max_iter is 0; allowed"),
        ({"threads": 0}, r"threads is 0; allowed"),
        ({"random_state": -1}, r"seed|Seed"),
        ({"random_state": "x"}, r"'x' cannot be used to seed"),
    ],
)
def test_bad_parameters_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ColorQuantizer(**options).fit(data_of("colors"))


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([-1.0], r"a weight is -1; allowed is a number from 0 on"),
        ([0.0], r"non-zero number|the weights sum to 0; allowed is more than 0"),
        ([1e308], r"the weights sum to inf; allowed is more than 0, and finite"),
        ([np.nan], r"NaN"),
    ],
)
def test_bad_weights_are_refused(weights: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ColorQuantizer(2).fit(data_of("colors"), sample_weight=weights * 400)


@pytest.mark.parametrize("factor", [2.0**-1000, 1e-9, 0.1, 1e300])
def test_only_the_ratios_of_weights_count(factor: float) -> None:
    rows, weights = data_of("colors"), np.random.RandomState(1).randint(1, 4, 400)
    plain = ColorQuantizer(6).fit(rows, sample_weight=weights)
    scaled = ColorQuantizer(6).fit(rows, sample_weight=weights * factor)

    np.testing.assert_allclose(scaled.cluster_centers_, plain.cluster_centers_, atol=1e-4)


@pytest.mark.parametrize(
    "rows", [np.empty((0, 3)), np.empty((4, 0, 3)), np.empty((4, 4, 0)), [[0, np.inf, 0]], [1, 2]]
)
def test_bad_rows_are_refused(rows: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # scikit-learn's own
        ColorQuantizer(2).fit(rows)


def test_bad_labels_and_distances_are_refused() -> None:
    quantizer = ColorQuantizer(2).fit(data_of("colors"))

    with pytest.raises(cq.InvalidOptionError, match=r"labels go from 0 to 2; allowed is 0 to 1"):
        quantizer.inverse_transform([0, 2])
    with pytest.raises(cq.InvalidOptionError, match=r"distances have 3 columns; allowed is one"):
        quantizer.inverse_transform(np.zeros((5, 3)))


def test_without_scikit_learn_one_line_says_what_to_install() -> None:
    script = "import sys; sys.modules['sklearn'] = None; import colorquant.sklearn"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stderr

    assert said.splitlines()[-1] == (
        "ModuleNotFoundError: colorquant.sklearn needs scikit-learn: "
        'pip install "colorquant[sklearn]"'
    )
