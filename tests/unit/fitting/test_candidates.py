import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.color import SPACES
from colorquant.fitting.candidates import choose

Pixels = NDArray[np.uint8]


def candidates(size: int, seed: int = 0) -> cq.Palette:
    colors = np.random.RandomState(seed).randint(0, 256, (size, 3))
    return cq.Palette(np.unique(colors, axis=0)[np.random.RandomState(1).permutation(size)])


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("n", [1, 4, 30])
def test_the_palette_is_n_of_the_candidates_in_its_order(photo: Pixels, space: str, n: int) -> None:
    threads = candidates(120)
    palette = cq.quantize(photo, n, candidates=threads, space=space).palette
    rows = threads.colors.tolist()
    places = [rows.index(color) for color in palette.colors.tolist()]
    assert places == sorted(places)
    assert 0.7 * n <= len(palette) <= n, "or fewer, if more help nothing"


@pytest.mark.parametrize("seed", range(4))
def test_a_small_choice_is_nearly_the_best(seed: int) -> None:
    random = np.random.RandomState(seed)
    points = random.randint(0, 65536, (400, 3)).astype(np.uint16)
    offered = random.randint(0, 65536, (12, 3)).astype(np.uint16)
    weights = random.randint(1, 9, 400)
    squared = np.square(points[:, np.newaxis].astype(float) - offered).sum(axis=2)

    def cost(places: tuple[int, ...]) -> float:
        return float(weights @ squared[:, list(places)].min(axis=1))

    best = min(cost(places) for places in itertools.combinations(range(12), 4))
    assert cost(tuple(choose(points, weights, offered, 4))) <= 1.02 * best


def test_no_more_are_chosen_than_help() -> None:
    image = np.array([[[0, 0, 0], [255, 255, 255]]], np.uint8)
    inks = cq.Palette([(9, 9, 9), (0, 0, 0), (250, 250, 250), (255, 255, 255)])
    result = cq.quantize(image, 4, candidates=inks)
    assert result.palette.colors.tolist() == [[0, 0, 0], [255, 255, 255]]
    assert result.distortion == 0.0


def test_is_better_than_what_is_nearest_to_a_free_fit(china: Pixels) -> None:
    threads = candidates(447)
    chosen = cq.quantize(china, 30, candidates=threads)
    free = cq.quantize(china, 30).palette
    distances = np.square(free.colors[:, np.newaxis].astype(int) - threads.colors).sum(axis=2)
    snapped = cq.Palette(threads.colors[np.unique(distances.argmin(axis=1))]).apply(china)
    assert chosen.distortion < snapped.distortion
    assert len(chosen.palette) == 30


def test_transparent_entries_serve_transparent_pixels() -> None:
    image = np.array([[[1, 2, 3, 0], [200, 0, 0, 255]]], np.uint8)
    inks = cq.Palette([(255, 255, 255, 255), (0, 0, 0, 0), (255, 0, 0, 255)])
    palette = cq.quantize(image, 2, candidates=inks).palette
    assert palette.colors.tolist() == [[0, 0, 0, 0], [255, 0, 0, 255]]


def test_many_cells_are_made_coarser(monkeypatch: pytest.MonkeyPatch, photo: Pixels) -> None:
    monkeypatch.setattr("colorquant.fitting.candidates._MAX_COSTS", 2000)
    assert len(cq.quantize(photo, 8, candidates=candidates(60)).palette) == 8


def test_candidates_that_cannot_be_are_refused(photo: Pixels) -> None:
    with pytest.raises(cq.InvalidOptionError, match="candidates has 4,097 colors; allowed are at"):
        cq.KMeans(3, candidates=cq.Palette([(i // 256, i % 256, 0) for i in range(4097)]))
    for option in ({"fixed_colors": np.eye(3, dtype=int)}, {"color_depth": "rgb565"}):
        with pytest.raises(
            cq.InvalidOptionError,
            match=r"^candidates and (fixed_colors|color_depth) are given; allowed is .*$",
        ):
            cq.KMeans(3, candidates=candidates(9), **option)


def test_names_come_along(photo: Pixels) -> None:
    colors = candidates(40).colors
    threads = cq.Palette(colors, names=[f"thread {place}" for place in range(len(colors))])
    palette = cq.quantize(photo, 5, candidates=threads).palette
    assert palette.names is not None
    for color, name in zip(palette.colors.tolist(), palette.names, strict=True):
        assert threads.colors[int(name.split()[1])].tolist() == color
