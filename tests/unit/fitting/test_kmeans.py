import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle

import colorquant as cq
from colorquant._options import EFFORTS, Effort


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("n", [1, 2, 5, 64, 300])
def test_exactly_n_colors_all_in_use(photo: NDArray[np.uint8], effort: Effort, n: int) -> None:
    result = cq.quantize(photo, n, effort=effort)
    assert len(result.palette) == n
    assert len(np.unique(result.indices)) == n


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("extra", [0, 1, 1000])
def test_an_image_of_no_more_colors_is_lossless(effort: Effort, extra: int) -> None:
    image = np.random.RandomState(0).randint(0, 256, (9, 9, 3)).astype(np.uint8)
    result = cq.quantize(image, 81 + extra, effort=effort)
    assert len(result.palette) == 81
    assert result.distortion == 0.0
    np.testing.assert_array_equal(result.to_array(), image)


@pytest.mark.parametrize("n", [15, 62, 63])
def test_nearly_as_many_colors_as_the_image_has(n: int) -> None:
    """Close colours round to the same entry; the palette is full and in use all the same."""
    cube = np.moveaxis(np.mgrid[0:4, 0:4, 0:4], 0, -1).reshape(8, 8, 3).astype(np.uint8)
    result = cq.quantize(cube, n)
    assert len(np.unique(result.indices)) == n


def test_one_color_is_the_mean(photo: NDArray[np.uint8]) -> None:
    mean = np.rint(photo.reshape(-1, 3).mean(axis=0))
    np.testing.assert_array_equal(cq.quantize(photo, 1).palette.colors[0], mean)


def test_more_effort_does_not_end_worse(photo: NDArray[np.uint8]) -> None:
    fast, balanced, best = (cq.quantize(photo, 32, effort=e).distortion for e in EFFORTS)
    assert best <= balanced <= fast


@pytest.mark.parametrize("effort", EFFORTS)
def test_same_palette_for_any_threads_and_instruction_set(
    photo: NDArray[np.uint8], instruction_set: str, effort: Effort
) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    reference = cq.KMeans(40, effort=effort, threads=1).fit(histogram)
    for threads in (2, 3, 8):
        assert cq.KMeans(40, effort=effort, threads=threads).fit(histogram) == reference


def test_counts_weigh() -> None:
    """A colour of a million pixels draws the only centre to itself."""
    colors = np.array([[10, 10, 10], [200, 200, 200]], np.uint8)
    histogram = cq.ColorHistogram(colors, np.array([1_000_000, 1]))
    assert cq.KMeans(1).fit(histogram).colors.tolist() == [[10, 10, 10]]


def test_fits_all_pixels_better_than_a_sample(photo: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    of_sample = cq.KMeans(32).fit(histogram.sample(300)).apply(photo)
    assert cq.quantize(photo, 32).distortion < of_sample.distortion


def test_reported_distortion_is_that_of_the_nearest_entries(photo: NDArray[np.uint8]) -> None:
    result = cq.quantize(photo, 16)
    distances = oracle.squared_distances(
        photo.reshape(-1, 3), result.palette.colors.astype(np.float64)
    )
    assert result.distortion == distances.min(axis=1).mean()


@pytest.mark.parametrize("option", [{"seed": -1}, {"threads": 0}, {"effort": "none"}])
def test_bad_options_are_refused_at_once(option: dict[str, object]) -> None:
    with pytest.raises(cq.InvalidOptionError):
        cq.KMeans(8, **option)  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [2, 16, 64])
def test_fast_needs_no_histogram_for_the_same_palette(
    china: NDArray[np.uint8], instruction_set: str, n: int
) -> None:
    fitter = cq.KMeans(n, effort="fast")
    of_cells = fitter.fit_cells(china)
    assert of_cells == fitter.fit(cq.ColorHistogram.from_image(china))
    for threads in (1, 3, 8):
        assert cq.KMeans(n, effort="fast", threads=threads).fit_cells(china) == of_cells


def test_fast_asks_for_the_histogram_of_few_cells(photo: NDArray[np.uint8]) -> None:
    assert cq.KMeans(200, effort="fast").fit_cells(photo // 4) is None
    assert cq.KMeans(2, effort="balanced").fit_cells(photo) is None


def best_grey_distortion(image: NDArray[np.uint8], n: int) -> float:
    """Try every palette of n of the levels between the least and the greatest."""
    levels = np.arange(int(image.min()), int(image.max()) + 1)
    pixels = image.reshape(-1, 1).astype(int)
    return min(
        3 * float(np.square(pixels - np.array(entries)).min(axis=1).mean())
        for entries in itertools.combinations(levels, n)
    )


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(5))
def test_grey_is_optimal(n: int, seed: int) -> None:
    image = np.random.RandomState(seed).randint(90, 104, (5, 6)).astype(np.uint8)
    for effort in EFFORTS:
        result = cq.quantize(image, n, effort=effort)
        assert result.palette.optimal
        assert result.distortion == pytest.approx(best_grey_distortion(image, n))


def test_grey_stored_as_color_is_optimal_too(photo: NDArray[np.uint8]) -> None:
    grey = np.ascontiguousarray(photo[..., 0])
    as_color = cq.quantize(np.stack([grey] * 3, axis=-1), 20)
    assert as_color.palette.optimal
    assert as_color.palette == cq.quantize(grey, 20).palette


def test_palette_says_which_algorithm_made_it(photo: NDArray[np.uint8]) -> None:
    palette = cq.quantize(photo, 8).palette
    assert palette.algorithm_version == cq.KMeans.algorithm_version
    assert not palette.optimal
    assert cq.Palette(palette.colors).algorithm_version is None


def test_seed_is_the_only_source_of_chance(photo: NDArray[np.uint8]) -> None:
    assert cq.quantize(photo, 30, seed=4).palette == cq.quantize(photo, 30, seed=4).palette
