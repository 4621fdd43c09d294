import itertools
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle

import colorquant as cq
from colorquant._validation import EFFORTS, Effort
from colorquant.color import SPACES
from colorquant.color.color_depth import COLOR_DEPTHS, levels, nearest_levels
from colorquant.fitting.kmeans import _scaled


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
    """Close colors round to the same entry; the palette is full and in use all the same."""
    cube = np.moveaxis(np.mgrid[0:4, 0:4, 0:4], 0, -1).reshape(8, 8, 3).astype(np.uint8)
    result = cq.quantize(cube, n)
    assert len(np.unique(result.indices)) == n


def test_one_color_is_the_mean(photo: NDArray[np.uint8]) -> None:
    mean = np.rint(photo.reshape(-1, 3).mean(axis=0))
    np.testing.assert_array_equal(cq.quantize(photo, 1, dither="none").palette.colors[0], mean)


def test_more_effort_does_not_end_worse(photo: NDArray[np.uint8]) -> None:
    fast, balanced, best = (
        cq.quantize(photo, 32, effort=e, dither="none").distortion for e in EFFORTS
    )
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
    """A color of a million pixels draws the only center to itself."""
    colors = np.array([[10, 10, 10], [200, 200, 200]], np.uint8)
    histogram = cq.ColorHistogram(colors, np.array([1_000_000, 1]))
    assert cq.KMeans(1).fit(histogram).colors.tolist() == [[10, 10, 10]]


def test_fits_all_pixels_better_than_a_sample(photo: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    of_sample = cq.KMeans(32).fit(histogram.sample(300)).apply(photo)
    assert cq.quantize(photo, 32).distortion < of_sample.distortion


def test_reported_distortion_is_that_of_the_nearest_entries(photo: NDArray[np.uint8]) -> None:
    result = cq.quantize(photo, 16, dither="none")
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


def best_gray_distortion(image: NDArray[np.uint8], n: int) -> float:
    """Try every palette of n of the levels between the least and the greatest."""
    levels = np.arange(int(image.min()), int(image.max()) + 1)
    pixels = image.reshape(-1, 1).astype(int)
    return min(
        3 * float(np.square(pixels - np.array(entries)).min(axis=1).mean())
        for entries in itertools.combinations(levels, n)
    )


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(5))
def test_gray_is_optimal(n: int, seed: int) -> None:
    image = np.random.RandomState(seed).randint(90, 104, (5, 6)).astype(np.uint8)
    for effort in EFFORTS:
        result = cq.quantize(image, n, effort=effort, dither="none")
        assert result.palette.optimal
        assert result.distortion == pytest.approx(best_gray_distortion(image, n))


def test_gray_stored_as_color_is_optimal_too(photo: NDArray[np.uint8]) -> None:
    gray = np.ascontiguousarray(photo[..., 0])
    as_color = cq.quantize(np.stack([gray] * 3, axis=-1), 20, dither="none")
    assert as_color.palette.optimal
    assert as_color.palette == cq.quantize(gray, 20, dither="none").palette


def test_palette_says_which_algorithm_made_it(photo: NDArray[np.uint8]) -> None:
    palette = cq.quantize(photo, 8).palette
    assert palette.algorithm_version == cq.KMeans.algorithm_version
    assert not palette.optimal
    assert cq.Palette(palette.colors).algorithm_version is None


def test_seed_is_the_only_source_of_chance(photo: NDArray[np.uint8]) -> None:
    assert cq.quantize(photo, 30, seed=4).palette == cq.quantize(photo, 30, seed=4).palette


# --- every kind of image -----------------------------------------------------------------------


def with_soft_edges(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The photo, transparent at its left, opaque at its right."""
    ramp = np.clip(np.linspace(-60, 300, photo.shape[1]), 0, 255).astype(np.uint8)
    clear = np.dstack([photo, np.broadcast_to(ramp, photo.shape[:2])])
    clear[clear[..., 3] == 0] = 0
    return clear


def made_deep(photo: NDArray[np.uint8]) -> NDArray[np.uint16]:
    noise = np.random.RandomState(0).randint(-128, 129, photo.shape)
    deep: NDArray[np.uint16] = np.clip(photo.astype(int) * 257 + noise, 0, 65_535).astype(np.uint16)
    return deep


def as_it_is(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return photo


Kind = Callable[[NDArray[np.uint8]], NDArray[np.uint8] | NDArray[np.uint16]]
KINDS: dict[str, Kind] = {"alpha": with_soft_edges, "deep": made_deep, "plain": as_it_is}


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("kind", KINDS)
def test_exactly_n_colors_of_every_kind_in_every_space(
    photo: NDArray[np.uint8], kind: str, space: str, effort: Effort
) -> None:
    for n in (1, 2, 40, 300):
        result = cq.quantize(KINDS[kind](photo), n, space=space, effort=effort)
        assert len(result.palette) == n
        assert len(np.unique(result.indices)) == n
        assert result.palette.space == space


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("space", ["srgb", "oklab"])
def test_same_palette_of_every_kind_for_any_threads_and_instruction_set(
    photo: NDArray[np.uint8], instruction_set: str, kind: str, space: str
) -> None:
    image = KINDS[kind](photo)
    reference = cq.quantize(image, 40, space=space, threads=1)
    for threads in (2, 3, 8):
        result = cq.quantize(image, 40, space=space, threads=threads)
        assert result.palette == reference.palette
        assert result.distortion == reference.distortion
        np.testing.assert_array_equal(result.indices, reference.indices)


def test_transparent_pixels_stay_transparent_and_pull_at_no_color(
    photo: NDArray[np.uint8],
) -> None:
    clear = np.dstack([photo, np.full(photo.shape[:2], 255, np.uint8)])
    clear[:, :100] = (255, 0, 255, 0)
    result = cq.quantize(clear, 20)
    assert result.palette.colors[0].tolist() == [0, 0, 0, 0]
    assert (result.palette.colors[1:, 3] == 255).all()
    assert (result.indices[:, :100] == 0).all()
    shown = cq.quantize(photo[:, 100:], 19)
    assert result.distortion * clear[..., 0].size <= 1.1 * shown.distortion * shown.indices.size


def test_an_alpha_ramp_keeps_its_levels() -> None:
    ramp = np.zeros((32, 256, 4), np.uint8)
    ramp[..., 3] = np.arange(256)
    palette = cq.quantize(ramp, 64).palette
    assert len(np.unique(palette.colors[:, 3])) == 64


@pytest.mark.parametrize("n", [2, 16, 64])
def test_16_bits_are_fitted_as_well_as_8(photo: NDArray[np.uint8], n: int) -> None:
    deep, plain = (
        cq.quantize(made_deep(photo), n, dither="none"),
        cq.quantize(photo, n, dither="none"),
    )
    assert deep.distortion <= 1.05 * plain.distortion


def test_16_bits_are_rounded_once() -> None:
    """The mean of these is 100.6: rounded before the fit, they would be 100 and 101."""
    levels = np.array([[100.4, 100.4, 101.0]])
    image = np.repeat((levels * 257)[..., np.newaxis], 3, axis=2).astype(np.uint16)
    assert cq.quantize(image, 1, dither="none").palette.colors.tolist() == [[101, 101, 101]]


def test_16_bit_colors_that_round_to_few_entries_get_just_those() -> None:
    image = np.array([[[257, 0, 0], [258, 0, 0], [600, 0, 0]]], np.uint16)
    palette = cq.quantize(image, 3).palette
    assert palette.colors.tolist() == [[1, 0, 0], [2, 0, 0]]


def test_each_space_is_best_by_its_own_measure(photo: NDArray[np.uint8]) -> None:
    def error(result: cq.IndexedImage, space: str) -> float:
        encode = SPACES[space].encode
        original, reduced = (
            encode(np.ascontiguousarray(image.reshape(-1, 3))).astype(np.float64)
            for image in (photo, result.to_array())
        )
        return float(np.square(original - reduced).sum())

    results = {space: cq.quantize(photo, 12, space=space, dither="none") for space in SPACES}
    for space in SPACES:
        errors = {name: error(result, space) for name, result in results.items()}
        assert min(errors, key=errors.__getitem__) == space


def test_weights_draw_the_palette_to_what_matters(photo: NDArray[np.uint8]) -> None:
    mask = np.full(photo.shape[:2], 1, np.uint8)
    mask[:, 64:] = 255
    free, weighted = cq.quantize(photo, 8), cq.quantize(photo, 8, weights=mask)
    errors = [
        cq.metrics.distortion(photo[:, 64:], result.to_array()[:, 64:])
        for result in (free, weighted)
    ]
    assert errors[1] < errors[0]


def test_weights_of_more_than_53_bits_in_all_are_scaled() -> None:
    colors = np.array([[0, 0, 0, 255], [10, 10, 10, 255], [200, 0, 0, 128]], np.uint8)
    histogram = cq.ColorHistogram(colors, np.array([2**43, 2**43, 5]))
    assert cq.KMeans(1).fit(histogram).colors.tolist() == [[5, 5, 5]]


@pytest.mark.parametrize("total", [1, 2**36 - 1, 2**36, 2**37 + 1, 2**44, 2**53, 2**60])
def test_sums_of_scaled_weights_and_coordinates_are_exact(total: int) -> None:
    weights = np.array([total // 3, total - total // 3])
    scaled = _scaled(weights)
    assert int(scaled.sum()) * 65_535 < 2**53
    if total < 2**36:
        np.testing.assert_array_equal(scaled, np.maximum(weights, 1))


@pytest.mark.parametrize("space", ["sRGB", "", None, 3])
def test_unknown_space_is_refused(space: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="allowed are srgb, linear, oklab, lab"):
        cq.KMeans(8, space=space)  # type: ignore[arg-type]


# --- fixed colors -----------------------------------------------------------------------------

BRAND = [(255, 0, 90), (0, 60, 255)]


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("kind", KINDS)
def test_fixed_colors_are_in_the_palette_exactly_and_first(
    photo: NDArray[np.uint8], kind: str, space: str, effort: Effort
) -> None:
    image = KINDS[kind](photo)
    for n in (3, 4, 40, 300):
        palette = cq.quantize(image, n, fixed_colors=BRAND, space=space, effort=effort).palette
        assert palette.colors[:2, :3].tolist() == [list(color) for color in BRAND]
        assert len(palette) == n


def test_fixed_colors_keep_their_names(photo: NDArray[np.uint8]) -> None:
    brand = cq.Palette(BRAND, names=["one", "two"])
    assert cq.quantize(photo, 5, fixed_colors=brand).palette.names == ("one", "two", "", "", "")
    assert cq.quantize(photo, 2, fixed_colors=brand).palette.names == ("one", "two")
    assert cq.quantize(photo[:1, :1], 3, fixed_colors=brand).palette.names == ("one", "two", "")
    assert cq.quantize(photo, 5, fixed_colors=BRAND).palette.names is None


def test_the_rest_is_fitted_around_fixed_colors(photo: NDArray[np.uint8]) -> None:
    """A fixed color that the fit would have chosen leaves the others where they were."""
    free = cq.quantize(photo, 12, effort="best", dither="none")
    around = cq.quantize(
        photo, 12, effort="best", fixed_colors=free.palette.colors[5:7], dither="none"
    )
    assert around.distortion <= 1.01 * free.distortion
    useless = cq.quantize(photo, 13, effort="best", fixed_colors=[(0, 255, 255)], dither="none")
    assert useless.distortion <= 1.01 * free.distortion


def test_only_fixed_colors_if_there_is_room_for_no_more(photo: NDArray[np.uint8]) -> None:
    assert cq.quantize(photo, 2, fixed_colors=BRAND).palette == cq.Palette(BRAND)


def test_an_image_of_few_colors_has_them_and_the_fixed(photo: NDArray[np.uint8]) -> None:
    image = np.array([[[1, 2, 3], [9, 9, 9], [200, 0, 0]]], np.uint8)
    assert len(cq.quantize(image, 8, fixed_colors=BRAND).palette) == 5
    assert len(cq.quantize(image, 5, fixed_colors=BRAND).palette) == 5
    assert len(cq.quantize(image, 4, fixed_colors=BRAND).palette) == 4
    assert len(cq.quantize(image, 3, fixed_colors=[(9, 9, 9)]).palette) == 3


def test_a_fixed_transparent_color_serves_transparent_pixels(photo: NDArray[np.uint8]) -> None:
    clear = with_soft_edges(photo)
    palette = cq.quantize(
        clear, 4, fixed_colors=[(9, 9, 9, 255), (0, 0, 0, 0), (5, 5, 5, 128)]
    ).palette
    assert palette.colors[:3].tolist() == [[9, 9, 9, 255], [0, 0, 0, 0], [5, 5, 5, 128]]
    palette = cq.quantize(clear, 3, fixed_colors=[(9, 9, 9)]).palette
    assert [0, 0, 0, 0] in palette.colors.tolist()


def test_more_fixed_colors_than_colors_are_refused(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"is 1; .* 2 or more, the number of fixed"):
        cq.KMeans(1, fixed_colors=BRAND)
    with pytest.raises(cq.InvalidOptionError, match="3 colors or more, or a fixed transparent"):
        cq.quantize(with_soft_edges(photo), 2, fixed_colors=BRAND, dither="none")
    with pytest.raises(cq.InvalidPaletteError, match="repeats 1"):
        cq.KMeans(8, fixed_colors=[(1, 1, 1), (1, 1, 1)])


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_threads_do_not_change_the_palette_with_fixed_colors(
    photo: NDArray[np.uint8], instruction_set: str, threads: int
) -> None:
    one, many = (cq.KMeans(30, fixed_colors=BRAND, threads=t) for t in (1, threads))
    histogram = cq.ColorHistogram.from_image(photo)
    assert one.fit(histogram) == many.fit(histogram)


# --- what the hardware has ---------------------------------------------------------------------


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("kind", KINDS)
def test_entries_are_on_the_grid(
    photo: NDArray[np.uint8], kind: str, space: str, effort: Effort
) -> None:
    palette = cq.quantize(
        KINDS[kind](photo), 24, color_depth="rgb565", space=space, effort=effort
    ).palette
    for channel, bits in enumerate((5, 6, 5)):
        assert set(palette.colors[:, channel].tolist()) <= set(levels(bits).tolist())
    assert len(palette) == 24


@pytest.mark.parametrize("color_depth", ["rgb555", "rgb333"])
@pytest.mark.parametrize("n", [16, 64, 256])
def test_a_grid_inside_the_fit_is_better_than_after_it(
    china: NDArray[np.uint8], color_depth: str, n: int
) -> None:
    on_grid = cq.quantize(china, n, color_depth=color_depth, dither="none")
    [bits, _, _] = COLOR_DEPTHS[color_depth]
    snapped = nearest_levels(cq.quantize(china, n, dither="none").palette.colors / 255.0, bits)
    after = cq.Palette(np.unique(snapped, axis=0)).apply(china)
    assert on_grid.distortion <= after.distortion
    assert len(on_grid.palette) >= len(after.palette)


def test_no_more_entries_than_the_grid_has(photo: NDArray[np.uint8]) -> None:
    palette = cq.quantize(photo, 64, color_depth=(1, 1, 1)).palette
    on_grid = nearest_levels(photo.reshape(-1, 3) / 255.0, 1)
    assert len(palette) == len(np.unique(on_grid, axis=0))


def test_fixed_colors_are_on_the_grid(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match="#010203 is not on the grid rgb222; the near"):
        cq.KMeans(8, color_depth="rgb222", fixed_colors=[(1, 2, 3)])
    palette = cq.quantize(photo, 8, color_depth="rgb222", fixed_colors=[(0, 85, 255)]).palette
    assert palette.colors[0].tolist() == [0, 85, 255]
    assert set(palette.colors.ravel().tolist()) <= set(levels(2).tolist())


@pytest.mark.parametrize("space", SPACES)
def test_few_colors_are_kept_in_every_space_however_near(space: str) -> None:
    """Colors of little opacity may have one point; they are told apart all the same."""
    image = np.zeros((16, 16, 4), np.uint8)
    image[..., 0] = np.arange(256).reshape(16, 16)
    image[..., 3] = 8
    for n in (256, 300):
        result = cq.quantize(image, n, space=space)
        np.testing.assert_array_equal(result.to_array(), image)
        assert result.distortion == 0.0


@pytest.mark.parametrize("space", SPACES)
def test_a_black_shadow_has_black_entries(space: str) -> None:
    shadow = np.zeros((8, 256, 4), np.uint8)
    shadow[..., 3] = np.arange(256)
    palette = cq.quantize(shadow, 16, space=space).palette
    assert not palette.colors[:, :3].any()


@pytest.mark.parametrize("space", SPACES)
def test_a_gray_ramp_of_16_bits_gets_as_many_colors_as_asked(space: str) -> None:
    ramp = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    for n in (128, 200, 255):
        assert len(cq.quantize(ramp, n, space=space).palette) == n


def test_16_bits_have_as_many_entries_as_can_serve() -> None:
    image = np.array([[120, 873, 876, 1662, 1953, 2204, 2495]], np.uint16)
    assert len(cq.quantize(image, 5, space="oklab").palette) == 5


def test_of_entries_at_one_point_the_darkest_is_kept_as_in_a_palette() -> None:
    """In linear light these two colors of hardly any opacity cannot be told apart."""
    image = np.array([[[0, 2 * 257 + 5, 0, 257], [0, 0, 257 + 5, 257]]], np.uint16)
    assert cq.quantize(image, 9, space="linear", dither="none").palette.colors.tolist() == [
        [0, 0, 1, 1]
    ]


def test_optimal_is_said_only_where_it_is_proven() -> None:
    deep = np.array([[[17658, 21210, 43026]]], np.uint16)
    assert cq.quantize(deep, 4).palette.optimal
    assert not cq.quantize(deep, 4, space="lab").palette.optimal
    flat = np.array([[[3, 212, 218]]], np.uint8)
    assert cq.quantize(flat, 4, space="lab").palette.optimal
    assert not cq.quantize(flat, 4, space="lab", color_depth="rgb222").palette.optimal


def test_nothing_is_proven_of_an_image_whose_cells_alone_are_known() -> None:
    """All of the 27 entries that its colors round to are optimal, but not those of the means."""
    image = np.random.default_rng(0).integers(0, 600, (300, 300, 3), dtype=np.uint16)
    exact = cq.ColorHistogram.from_image(image)
    with pytest.warns(cq.ColorQuantWarning, match="merged in cells"):
        coarse = cq.ColorHistogram.from_image(image, max_colors=2**16)
    assert cq.KMeans(30).fit(exact).optimal
    assert not cq.KMeans(30).fit(coarse).optimal


def test_gray_is_optimal_for_any_weights() -> None:
    levels = np.repeat(np.array([[230], [231], [235], [248], [249], [253], [254]], np.uint8), 3, 1)
    counts = np.array([367_200_000_000, 1, 2, 1, 3, 2, 2])
    palette = cq.KMeans(3).fit(cq.ColorHistogram(levels, counts))
    errors = np.square(levels[:, :1].astype(int) - palette.colors[:, 0]).min(axis=1)
    assert int(counts @ errors) == 48


def test_fitters_are_values() -> None:
    fitter = cq.KMeans(4, color_depth=[5, 6, 5], fixed_colors=[(0, 4, 8)])  # type: ignore[arg-type]
    assert fitter == cq.KMeans(4, color_depth="rgb565", fixed_colors=[(0, 4, 8)])
    assert hash(fitter) == hash(cq.KMeans(4, color_depth=(5, 6, 5), fixed_colors=[(0, 4, 8)]))
