from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle

import colorquant as cq
from colorquant.errors import InvalidImageError
from colorquant.histogram.color_histogram import MAX_PIXELS, check_arrays

COLORS, COUNTS = np.array([[1, 2, 3], [4, 5, 6]], np.uint8), np.array([2, 5])


def test_what_goes_together_is_taken() -> None:
    check_arrays(COLORS, COUNTS, None)
    check_arrays(COLORS.astype(np.uint16), COUNTS, COUNTS)


def test_what_does_not_is_refused() -> None:
    with pytest.raises(InvalidImageError, match=r"colors have shape \(0, 3\)"):
        check_arrays(COLORS[:0], COUNTS[:0], None)
    with pytest.raises(InvalidImageError, match=r"weights have shape \(1,\) and dtype int64"):
        check_arrays(COLORS, COUNTS, COUNTS[:1])
    with pytest.raises(InvalidImageError, match=r"the counts sum to 3\.52e"):
        check_arrays(COLORS, np.array([1, MAX_PIXELS]), None)


Pixels = NDArray[np.uint8]


def test_counts_every_distinct_color(photo: Pixels, instruction_set: str) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    colors, counts = oracle.count(photo)
    np.testing.assert_array_equal(histogram.colors, colors)
    np.testing.assert_array_equal(histogram.counts, counts)
    assert histogram.pixel_count == photo.shape[0] * photo.shape[1]
    assert len(histogram) == len(colors)


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_threads_do_not_change_the_counts(photo: Pixels, threads: int) -> None:
    assert cq.ColorHistogram.from_image(photo, threads=threads) == cq.ColorHistogram.from_image(
        photo, threads=1
    )


def test_counts_images_of_many_blocks() -> None:
    """More pixels than are scattered at a time, each color as often as it was put there."""
    colors = np.arange(3 * 200, dtype=np.uint8).reshape(-1, 3)
    image = np.resize(colors, (2200, 2000, 3))
    histogram = cq.ColorHistogram.from_image(image)
    assert len(histogram) == len(np.unique(colors, axis=0))
    assert histogram.pixel_count == 4_400_000


def test_gray_counts_as_equal_channels() -> None:
    gray = np.array([[0, 7], [7, 255]], dtype=np.uint8)
    assert cq.ColorHistogram.from_image(gray) == cq.ColorHistogram.from_image(
        np.stack([gray] * 3, axis=-1)
    )


@pytest.mark.parametrize(
    "layout",
    [
        np.asfortranarray,
        lambda a: np.concatenate([a, a], axis=1)[:, : a.shape[1]],
        lambda a: a[::-1, ::-1],
        lambda a: np.broadcast_to(a, a.shape),
    ],
    ids=["fortran", "strided", "reversed", "read-only"],
)
def test_memory_layout_does_not_matter(photo: Pixels, layout: Callable[[Pixels], Pixels]) -> None:
    assert cq.ColorHistogram.from_image(layout(photo)) == cq.ColorHistogram.from_image(photo)


def test_histograms_add_in_any_order(photo: Pixels) -> None:
    whole = cq.ColorHistogram.from_image(photo)
    top, middle, bottom = (cq.ColorHistogram.from_image(part) for part in np.array_split(photo, 3))
    assert top + middle + bottom == whole
    assert bottom + (middle + top) == whole


def test_can_be_made_of_repeated_colors_in_any_order() -> None:
    colors = np.array([[9, 9, 9], [0, 0, 0], [9, 9, 9]], dtype=np.uint8)
    histogram = cq.ColorHistogram(colors, np.array([1, 2, 3], dtype=np.int64))
    assert histogram.colors.tolist() == [[0, 0, 0], [9, 9, 9]]
    assert histogram.counts.tolist() == [2, 4]


def test_is_read_only(photo: Pixels) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    with pytest.raises(ValueError, match="read-only"):
        histogram.counts[0] = 5


def test_sample_draws_that_many_pixels_of_the_image(photo: Pixels) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    sample = histogram.sample(1000, seed=3)
    assert sample.pixel_count == 1000
    counts = {tuple(c): n for c, n in zip(histogram.colors.tolist(), histogram.counts, strict=True)}
    for color, n in zip(sample.colors.tolist(), sample.counts, strict=True):
        assert n <= counts[tuple(color)]


def test_sample_is_the_same_for_a_seed_and_another_for_another(photo: Pixels) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    assert histogram.sample(500, seed=1) == histogram.sample(500, seed=1)
    assert histogram.sample(500, seed=1) != histogram.sample(500, seed=2)


@pytest.mark.parametrize("left_out", [0, 1, 100])
def test_sample_of_nearly_all_pixels(photo: Pixels, left_out: int) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    n = histogram.pixel_count - left_out
    assert histogram.sample(n).pixel_count == n


@pytest.mark.parametrize("n", [0, -3, 1.5, "many"])
def test_sample_of_no_sensible_size_is_refused(photo: Pixels, n: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="the sample is"):
        cq.ColorHistogram.from_image(photo).sample(n)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("colors", "counts"),
    [
        (np.zeros((0, 3), np.uint8), np.zeros(0, np.int64)),
        (np.zeros((2, 5), np.uint8), np.ones(2, np.int64)),
        (np.zeros((2, 3), np.float64), np.ones(2, np.int64)),
        (np.zeros((2, 3), np.uint8), np.ones(3, np.int64)),
        (np.zeros((2, 3), np.uint8), np.zeros(2, np.int64)),
        (np.zeros((2, 3), np.uint8), np.ones(2, np.float64)),
        (np.zeros((2, 3), np.uint8), np.full(2, 2**62, np.int64)),
    ],
)
def test_what_makes_no_histogram_is_refused(colors: Pixels, counts: NDArray[np.int64]) -> None:
    with pytest.raises(cq.InvalidImageError):
        cq.ColorHistogram(colors, counts)


def test_weights_that_do_not_fit_are_refused() -> None:
    colors, counts = np.array([[1, 2, 3]], np.uint8), np.array([2])
    for weights in (np.array([0]), np.array([1, 1]), np.array([1.0])):
        with pytest.raises(cq.InvalidImageError, match=r"weights (have shape|is 0)"):
            cq.ColorHistogram(colors, counts, weights)


def test_a_mask_says_where_color_matters(photo: Pixels) -> None:
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:10], mask[10:20] = 255, 51
    histogram = cq.ColorHistogram.from_image(photo, weights=mask)
    assert histogram.pixel_count == 20 * photo.shape[1]
    assert histogram.weights is not None
    assert histogram.weights.sum() == (255 + 51) * 10 * photo.shape[1]
    assert histogram == cq.ColorHistogram.from_image(photo, weights=mask / 255.0)


def test_a_mask_of_full_weight_is_no_mask(photo: Pixels) -> None:
    full = cq.ColorHistogram.from_image(photo, weights=np.ones(photo.shape[:2]))
    assert full.weights is None
    assert full == cq.ColorHistogram.from_image(photo)


def test_weights_survive_adding(photo: Pixels) -> None:
    mask = np.arange(photo.shape[1], dtype=np.uint8)[np.newaxis].repeat(photo.shape[0], axis=0)
    whole = cq.ColorHistogram.from_image(photo, weights=mask)
    halves = [
        cq.ColorHistogram.from_image(part, weights=mask[: len(part)])
        for part in np.array_split(photo, 2)
    ]
    assert halves[0] + halves[1] == halves[1] + halves[0] == whole


@pytest.mark.parametrize(
    "nodata", [(250, 240, 30), [(250, 240, 30), (1, 1, 1)], (250, 240, 30, 255)]
)
def test_nodata_is_left_out(nodata: object) -> None:
    image = np.array([[[250, 240, 30], [250, 240, 30], [9, 8, 7]]], np.uint8)
    histogram = cq.ColorHistogram.from_image(image, nodata=nodata)  # type: ignore[arg-type]
    assert histogram.colors.tolist() == [[9, 8, 7]]


def test_nodata_of_gray_deep_and_transparent_images() -> None:
    gray = np.array([[0, 7]], np.uint8)
    deep = np.array([[[1285, 0, 0], [3, 2, 1]]], np.uint16)
    clear = np.array([[[0, 0, 0, 0], [0, 0, 0, 255], [5, 5, 5, 9]]], np.uint8)
    from_image = cq.ColorHistogram.from_image
    assert from_image(gray, nodata=0).colors.tolist() == [[7, 7, 7]]
    assert from_image(deep, nodata=(5, 0, 0)).colors.tolist() == [[3, 2, 1]]
    assert from_image(clear, nodata=0).colors.tolist() == [[0, 0, 0, 0], [5, 5, 5, 9]]
    assert from_image(deep, nodata=(3 / 65535, 2 / 65535, 1 / 65535)).colors.tolist() == [
        [1285, 0, 0]
    ]
    assert from_image(gray / 255.0, nodata=0.0).colors.tolist() == [[7, 7, 7]]
    assert from_image(clear, nodata=(9, 9, 9, 0)) == from_image(clear, nodata=(0, 0, 0, 0))
    assert from_image(clear, nodata=[]) == from_image(clear)
    assert from_image(clear, nodata=(0, 0, 0, 0)).colors.tolist() == [[5, 5, 5, 9], [0, 0, 0, 255]]


@pytest.mark.parametrize(
    "nodata", ["red", (1, 2), 256, -1, [(0,) * 3, (1, 2)], 1.5, float("nan"), [[[0] * 3]]]
)
def test_what_is_no_nodata_is_refused(photo: Pixels, nodata: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="nodata is"):
        cq.ColorHistogram.from_image(photo, nodata=nodata)  # type: ignore[arg-type]


def test_nothing_left_to_count_is_refused(photo: Pixels) -> None:
    with pytest.raises(cq.InvalidImageError, match="exclude every pixel"):
        cq.ColorHistogram.from_image(photo, weights=np.zeros(photo.shape[:2], np.uint8))
    with pytest.raises(cq.InvalidImageError, match="exclude every pixel"):
        cq.ColorHistogram.from_image(np.zeros((2, 2), np.uint8), nodata=0)


def test_kinds_add_up() -> None:
    opaque = cq.ColorHistogram.from_image(np.array([[[1, 2, 3]]], np.uint8))
    clear = cq.ColorHistogram.from_image(np.array([[[1, 2, 3, 4]]], np.uint8))
    deep = cq.ColorHistogram.from_image(np.array([[[258, 0, 0]]], np.uint16))
    total = opaque + clear + deep
    assert total == deep + (clear + opaque)
    assert total.colors.dtype == np.uint16
    assert total.colors.shape == (3, 4)


def test_rounded_colors_that_become_equal_are_added_up() -> None:
    deep = np.array([[[257, 0, 0], [258, 1, 0], [65_000, 0, 0]]], np.uint16)
    rounded = cq.ColorHistogram.from_image(deep).rounded()
    assert rounded.colors.tolist() == [[1, 0, 0], [253, 0, 0]]
    assert rounded.counts.tolist() == [2, 1]


def test_a_sample_keeps_the_weights_of_its_colors(photo: Pixels) -> None:
    mask = np.full(photo.shape[:2], 51, np.uint8)
    sample = cq.ColorHistogram.from_image(photo, weights=mask).sample(1000)
    assert sample.weights is not None
    np.testing.assert_array_equal(sample.weights, 51 * sample.counts)


def test_histograms_can_be_summed(photo: Pixels) -> None:
    parts = [cq.ColorHistogram.from_image(part) for part in np.array_split(photo, 3)]
    assert sum(parts) == cq.ColorHistogram.from_image(photo)
    with pytest.raises(TypeError):
        sum(parts, start=5)


def test_many_images_add_up_in_any_order(photo: Pixels) -> None:
    parts = np.array_split(photo, 5)
    whole = cq.ColorHistogram.from_image(photo)
    assert cq.ColorHistogram.from_images(parts) == whole
    assert cq.ColorHistogram.from_images(iter(parts[::-1])) == whole


def test_images_count_for_what_they_are_said_to(photo: Pixels) -> None:
    mask = np.full(photo.shape[:2], 51, np.uint8)
    from_image, from_images = cq.ColorHistogram.from_image, cq.ColorHistogram.from_images
    one = from_image(photo)
    assert from_images([photo, photo], weights=[None, mask]) == one + from_image(
        photo, weights=mask
    )
    assert from_images([photo], weights=[0.2]) == from_image(photo, weights=mask)
    assert from_images([photo, photo], weights=[2, 0.2]) == one.scaled(2) + one.scaled(0.2)
    assert one.scaled(1) == one
    assert one.scaled(0.5).scaled(2).sample_weight.sum() == pytest.approx(
        255 * one.pixel_count, rel=0.01
    )


def test_progress_is_told_after_each_image(photo: Pixels) -> None:
    told: list[float] = []
    cq.ColorHistogram.from_images([photo] * 4, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_images_that_cannot_be_are_refused(photo: Pixels) -> None:
    from_images = cq.ColorHistogram.from_images
    with pytest.raises(cq.InvalidOptionError, match="no image is given"):
        from_images([])
    with pytest.raises(
        cq.InvalidOptionError, match=r"images is 'photo\.png'; allowed is a list or iterator"
    ):
        from_images("photo.png")
    for weights in ([1], [1, 1, 1], []):
        with pytest.raises(cq.InvalidOptionError, match="numbers of weights and images differ"):
            from_images([photo, photo], weights=weights)
    for weight in (0, -1, float("nan"), 1e9):
        with pytest.raises(cq.InvalidOptionError, match=r"allowed is 0\.004 to 1,000"):
            from_images([photo], weights=[weight])
    with pytest.raises(cq.ImageFileError, match=r"no\.png does not exist"):
        from_images(["no.png"])


def test_weights_are_not_counts() -> None:
    colors, counts = np.array([[1, 2, 3], [4, 5, 6]], np.uint8), np.array([1, 2])
    assert cq.ColorHistogram(colors, counts) != cq.ColorHistogram(colors, counts, counts.copy())


def test_an_image_of_nodata_adds_nothing(photo: Pixels) -> None:
    blank = np.zeros((4, 4, 3), np.uint8)
    both = cq.ColorHistogram.from_images([blank, photo, blank], nodata=0)
    assert both == cq.ColorHistogram.from_image(photo, nodata=0)
    with pytest.raises(cq.InvalidImageError, match="exclude every pixel"):
        cq.ColorHistogram.from_images([blank], nodata=0)


def test_weights_may_come_as_an_array(photo: Pixels) -> None:
    from_images = cq.ColorHistogram.from_images
    for kind in (np.int64, np.float32):
        assert from_images([photo] * 2, weights=np.array([1, 2], kind)) == from_images(
            [photo] * 2, weights=[1, 2]
        )


def test_threads_asked_for_are_those_used(photo: Pixels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORQUANT_THREADS", "many")
    clear = np.dstack([photo, photo[..., 0]])
    assert len(cq.quantize(clear, 4, threads=1).palette) == 4


def kinds(photo: Pixels) -> dict[str, cq.ColorHistogram]:
    clear = np.dstack([photo, photo[..., 0]])
    mask = photo[..., 1]
    return {
        "8 bits": cq.ColorHistogram.from_image(photo),
        "alpha": cq.ColorHistogram.from_image(clear),
        "16 bits": cq.ColorHistogram.from_image(photo * np.uint16(257) + np.uint16(1)),
        "weights": cq.ColorHistogram.from_image(photo, weights=mask),
        "all of it": cq.ColorHistogram.from_image(clear * np.uint16(250), weights=mask),
    }


@pytest.mark.parametrize("kind", ["8 bits", "alpha", "16 bits", "weights", "all of it"])
def test_a_histogram_comes_back_from_its_file(photo: Pixels, kind: str, tmp_path: Path) -> None:
    histogram = kinds(photo)[kind]
    histogram.save(tmp_path / "a.npz")
    loaded = cq.ColorHistogram.load(tmp_path / "a.npz")
    loaded.save(tmp_path / "b.npz")
    assert loaded == histogram
    assert loaded.colors.dtype == histogram.colors.dtype
    assert not loaded.colors.flags.writeable
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_what_is_saved_adds_to_what_is_of_another_kind(photo: Pixels, tmp_path: Path) -> None:
    both = []
    for name in ("8 bits", "all of it"):
        kinds(photo)[name].save(tmp_path / "one.npz")
        both.append(cq.ColorHistogram.load(tmp_path / "one.npz"))
    together = both[0] + both[1]
    assert together == kinds(photo)["8 bits"] + kinds(photo)["all of it"]
    assert together.colors.dtype == np.uint16
    assert together.colors.shape[1] == 4


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colors": [[9, 9, 9], [0, 2, 0], [0, 0, 1]]}, "repeated or not in Z"),
        ({"colors": [[0, 0, 1], [0, 0, 1], [9, 9, 9]]}, "repeated or not in Z"),
        ({"counts": [5, 0, 2]}, "the least of the counts is 0; allowed is at least 1"),
        ({"counts": [5, -1, 2]}, "the least of the counts is -1; allowed is at least 1"),
        ({"counts": [2**62, 2**62, 2**62]}, "the counts sum to 1.38e+19 pixels; allowed are fewer"),
        ({"weights": [1, 0, 2]}, "the least of the weights is 0; allowed is at least 1"),
    ],
)
def test_numbers_that_make_no_histogram_are_refused(
    tmp_path: Path, change: dict[str, list[int]], said: str
) -> None:
    arrays = {"version": 1, "colors": [[0, 0, 1], [0, 2, 0], [9, 9, 9]], "counts": [5, 1, 2]}
    typed: dict[str, Any] = {
        name: np.array(array, np.uint8 if name == "colors" else np.int64)
        for name, array in {**arrays, **change}.items()
    }
    np.savez(tmp_path / "a.npz", **typed)
    with pytest.raises(cq.ImageFileError) as refused:
        cq.ColorHistogram.load(tmp_path / "a.npz")
    assert "a.npz is damaged: " in str(refused.value)
    assert said in str(refused.value)


def fine(seed: int, rows: int = 300) -> NDArray[np.uint16]:
    """An image in which hardly a color occurs twice."""
    return np.random.default_rng(seed).integers(0, 65536, (rows, 300, 3)).astype(np.uint16)


def few_of(image: NDArray[np.uint16]) -> cq.ColorHistogram:
    with pytest.warns(cq.ColorQuantWarning, match="65,536 distinct colors; similar ones are"):
        return cq.ColorHistogram.from_image(image, max_colors=1 << 16)


def test_too_many_colors_become_means_of_cells() -> None:
    image = fine(1)
    exact = cq.ColorHistogram.from_image(image)
    assert exact.exact
    coarse = few_of(image)
    assert not coarse.exact
    assert len(coarse) <= 1 << 16
    assert coarse.pixel_count == exact.pixel_count
    mean, expected = (
        np.average(each.colors.astype(float), axis=0, weights=each.counts)
        for each in (coarse, exact)
    )
    np.testing.assert_allclose(mean, expected, atol=0.5)
    assert not cq.KMeans(4).fit(coarse).optimal


def test_cells_do_not_depend_on_how_images_come() -> None:
    parts = [fine(seed, rows) for seed, rows in ((1, 250), (2, 90), (3, 400))]
    whole = few_of(np.concatenate(parts))
    for images in (parts, parts[::-1]):
        with pytest.warns(cq.ColorQuantWarning, match="cells of"):
            found = cq.ColorHistogram.from_images(images, max_colors=1 << 16)
        assert found == whole


@pytest.mark.parametrize("weight", [None, 0.5])
def test_cells_come_back_from_their_file(tmp_path: Path, weight: float | None) -> None:
    coarse = few_of(fine(1))
    coarse = coarse if weight is None else coarse.scaled(weight)
    coarse.save(tmp_path / "a.npz")
    loaded = cq.ColorHistogram.load(tmp_path / "a.npz")
    loaded.save(tmp_path / "b.npz")
    assert loaded == coarse
    assert not loaded.exact
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_files_of_what_are_no_cells_are_refused(tmp_path: Path) -> None:
    few_of(fine(1)).save(tmp_path / "a.npz")
    with np.load(tmp_path / "a.npz") as stored:
        arrays = dict(stored)
    for name, change, said in (
        ("shift", np.array(12), "not cell means"),
        ("sums", arrays["sums"] + 10**9, "not cell means"),
        ("sums", arrays["sums"][:, :2].copy(), "has sums of shape"),
        ("shift", np.array([1]), "and a shift of shape"),
    ):
        np.savez(tmp_path / "b.npz", **(arrays | {name: change}))
        with pytest.raises(cq.ImageFileError, match=said):
            cq.ColorHistogram.load(tmp_path / "b.npz")


def test_what_is_made_of_cells_is_not_exact_either() -> None:
    coarse = few_of(fine(1))
    for made in (coarse.rounded(), coarse.sample(5000), coarse.scaled(2), coarse + coarse):
        assert not made.exact
    assert coarse + coarse == coarse + coarse
    assert coarse != coarse.scaled(2)


def test_how_many_colors_are_held_has_its_limits(photo: Pixels) -> None:
    with pytest.raises(cq.InvalidOptionError, match="max_colors is 9; allowed is a whole number"):
        cq.ColorHistogram.from_image(photo, max_colors=9)
    with pytest.raises(cq.InvalidOptionError, match="max_colors is"):
        cq.ColorHistogram.from_images([photo], max_colors=1 << 30)


def test_many_histograms_add_up_as_they_come(photo: Pixels) -> None:
    parts = [cq.ColorHistogram.from_image(part) for part in np.array_split(photo, 7)]
    assert cq.ColorHistogram.from_histograms(iter(parts)) == sum(parts)
    assert cq.ColorHistogram.from_histograms(parts[:1]) == parts[0]
    with pytest.raises(cq.InvalidOptionError, match="no histogram is given"):
        cq.ColorHistogram.from_histograms([])
    with pytest.raises(cq.InvalidOptionError, match="a histogram is int; allowed is"):
        cq.ColorHistogram.from_histograms([parts[0], 3])  # type: ignore[list-item]


def test_adding_warns_of_cells_only_where_there_were_none() -> None:
    halves = [cq.ColorHistogram.from_image(fine(seed)) for seed in (1, 2)]
    with pytest.warns(cq.ColorQuantWarning, match="more than 65,536 distinct colors"):
        coarse = cq.ColorHistogram.from_histograms(halves, max_colors=1 << 16)
    assert coarse == few_of(np.concatenate([fine(1), fine(2)]))
    again = cq.ColorHistogram.from_histograms([coarse, coarse], max_colors=1 << 16)
    assert again.pixel_count == 2 * coarse.pixel_count


def test_a_line_says_how_many_colors_and_pixels() -> None:
    image = np.array([[[255, 0, 0], [255, 0, 0], [0, 0, 9]]], np.uint8)
    histogram = cq.ColorHistogram.from_image(image)

    assert repr(histogram) == ("<ColorHistogram of 2 distinct colors of 8 bits in 3 pixels, exact>")
    assert repr(histogram.scaled(2)).endswith(" exact, weighted>")
    assert repr(cq.ColorHistogram.from_image(image[:, :1].astype(np.uint16))) == (
        "<ColorHistogram of 1 distinct color of 16 bits in 1 pixel, exact>"
    )


def test_cells_are_called_so() -> None:
    fine = np.random.default_rng(1).integers(0, 65_536, (300, 300, 3)).astype(np.uint16)
    with pytest.warns(cq.ColorQuantWarning):
        coarse = cq.ColorHistogram.from_image(fine, max_colors=1 << 16)

    assert repr(coarse) == (
        f"<ColorHistogram of {len(coarse):,} cells of 16 bits in 90,000 pixels, not exact>"
    )


def test_notebooks_show_the_most_common_colors_and_their_shares() -> None:
    image = np.repeat(np.arange(40, dtype=np.uint8), range(1, 41))[np.newaxis]

    html = cq.ColorHistogram.from_image(image)._repr_html_()

    assert "40 distinct colors of 8 bits in 820 pixels, exact; the most common:" in html
    assert html.count("<li") == 16
    assert 'title="0: #272727 4.88\u00a0%"' in html
    assert 'title="15: #181818 3.05\u00a0%"' in html
