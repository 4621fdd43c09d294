from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle
from tests.conftest import make_photo

from colorquant import remapping
from colorquant.color import SPACES, PointSpace
from colorquant.remapping import (
    LEVELS,
    map_gray,
    map_levels,
    measured,
    nearest,
    nearest_by_blocks,
    nearest_by_table,
    new_indices,
    summed_squares,
)


@pytest.mark.parametrize(
    ("entries", "dtype"), [(1, np.uint8), (256, np.uint8), (257, np.uint16), (65_536, np.uint16)]
)
def test_indices_are_as_narrow_as_the_palette_allows(entries: int, dtype: type) -> None:
    indices = new_indices(5, entries)
    assert indices.shape == (5,)
    assert indices.dtype == dtype


def test_it_is_exact_beyond_64_bits() -> None:
    far, near = np.full((2, 4), 65_535, np.uint16), np.zeros((2, 4), np.uint16)
    weights = np.array([2**33, 3], np.int64)
    assert summed_squares(far, near, weights) == (2**33 + 3) * 4 * 65_535**2


def test_either_may_be_the_greater() -> None:
    a, b = np.array([[3, 9, 0]], np.uint16), np.array([[5, 5, 1]], np.uint16)
    weights = np.array([7], np.int64)
    assert summed_squares(a, b, weights) == summed_squares(b, a, weights) == 7 * 21


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remapping, "_AT_ONCE", 7)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_maps_every_pixel(dtype: type[np.unsignedinteger]) -> None:
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    table = np.arange(256)[::-1].astype(dtype)
    mapped = map_levels(image, table)
    assert mapped.dtype == dtype
    np.testing.assert_array_equal(mapped, 255 - image.astype(int))


def test_equals_mapping_the_same_image_in_color() -> None:
    image = np.random.RandomState(1).randint(0, 256, (13, 11)).astype(np.uint8)
    colors = np.random.RandomState(2).randint(0, 256, (9, 3)).astype(np.uint8)
    table = nearest(LEVELS, colors, threads=1).indices[0]
    gray = map_gray(image, colors, table)
    color = nearest(np.stack([image] * 3, axis=-1), colors, threads=1)
    np.testing.assert_array_equal(gray.indices, color.indices)
    assert gray[1:] == color[1:]


Pixels = NDArray[np.uint8] | NDArray[np.uint16]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remapping, "_BLOCK", 300)


def made(dtype: type, channels: int) -> Pixels:
    photo = make_photo(24, 40)
    alpha = np.broadcast_to(np.linspace(0, 255, 40).astype(np.uint8), (24, 40))
    pixels = np.dstack([photo, alpha])[..., :channels]
    pixels[pixels[..., -1] == 0] = 0
    return pixels.astype(dtype) * (np.iinfo(dtype).max // 255)


def entries(channels: int, size: int = 40) -> NDArray[np.uint8]:
    return np.random.RandomState(3).randint(1, 256, (size, channels)).astype(np.uint8)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_equals_comparing_every_pixel_with_every_entry(
    space: str, dtype: type, channels: int, instruction_set: str
) -> None:
    image, colors = made(dtype, channels), entries(channels)
    mapped = nearest(image, colors, space=space, threads=1)
    points = PointSpace(SPACES[space], alpha=channels == 4)
    where = points.points(image.reshape(-1, channels))
    expected = oracle.nearest(where, points.points(colors).astype(np.float64))
    np.testing.assert_array_equal(mapped.indices.reshape(-1), expected)
    assert mapped.used == len(np.unique(expected))


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_threads_do_not_change_the_answer(threads: int) -> None:
    image, colors = made(np.uint16, 4), entries(4)
    one, many = (nearest(image, colors, space="oklab", threads=n) for n in (1, threads))
    np.testing.assert_array_equal(one.indices, many.indices)
    assert one[1:] == many[1:]


@pytest.mark.parametrize("size", [2, 200, 300])
@pytest.mark.parametrize("space", SPACES)
def test_the_ways_of_opaque_8_bit_pixels_give_the_same(space: str, size: int) -> None:
    image, colors = made(np.uint8, 3).astype(np.uint8), np.unique(entries(3, size), axis=0)
    general = nearest_by_blocks(image, colors, space, 1)
    for other in (
        nearest_by_table(image, colors, space, 1),
        nearest(image, colors, space=space, threads=1),
    ):
        np.testing.assert_array_equal(general.indices, other.indices)
        assert general[1:] == other[1:]


@pytest.mark.parametrize("space", SPACES)
def test_the_way_of_gray_levels_gives_the_same(space: str) -> None:
    image, colors = made(np.uint8, 3).astype(np.uint8)[..., 0].copy(), entries(3)
    general = nearest_by_blocks(image, colors, space, 1)
    gray = nearest(image, colors, space=space, threads=1)
    np.testing.assert_array_equal(general.indices, gray.indices)
    assert general[1:] == gray[1:]


# In linear light these colors of hardly any opacity are one point.
ALIKE = [(0, 2, 0, 1), (0, 0, 1, 1)]


@pytest.mark.parametrize("colors", [ALIKE, ALIKE[::-1]])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_color_of_the_palette_is_that_entry_whatever_has_its_point(
    colors: list[tuple[int, ...]], dtype: type[np.uint8 | np.uint16]
) -> None:
    widened = 1 if dtype is np.uint8 else 257
    image: NDArray[Any] = (np.array([colors]) * widened).astype(dtype)
    entries = np.array(colors, np.uint8)
    assert nearest(image, entries, space="linear", threads=1).indices.tolist() == [[0, 1]]


def test_what_only_looks_like_several_entries_is_the_first() -> None:
    image = np.array([[(0, 1, 0, 1)]], np.uint8)
    for colors in (ALIKE, ALIKE[::-1]):
        mapped = nearest(image, np.array(colors, np.uint8), space="linear", threads=1)
        assert mapped.indices.tolist() == [[0]]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("channels", [3, 4])
def test_of_equal_entries_the_first_is_taken(space: str, channels: int) -> None:
    colors = np.repeat(entries(channels, 5), 2, axis=0)
    image = np.concatenate([colors, entries(channels, 30)])[np.newaxis]
    mapped = nearest(image, colors, space=space, threads=1)
    assert mapped.indices[0, :10].tolist() == [0, 0, 2, 2, 4, 4, 6, 6, 8, 8]
    assert not (mapped.indices % 2).any()


def test_the_error_is_the_mean_over_black_and_over_white() -> None:
    image, colors = made(np.uint8, 4), entries(4)
    mapped = nearest(image, colors, threads=1)
    result = colors[mapped.indices]
    errors = []
    for background in (0.0, 255.0):
        laid = [
            pixels[..., :3] * (pixels[..., 3:] / 255.0)
            + background * (1.0 - pixels[..., 3:] / 255.0)
            for pixels in (image.astype(np.float64), result.astype(np.float64))
        ]
        errors.append(np.square(laid[0] - laid[1]).sum())
    assert mapped.squared_error == pytest.approx(np.mean(errors), rel=1e-4)


def test_opaque_and_transparent_entries_serve_opaque_images() -> None:
    image = np.array([[[0, 0, 0], [250, 250, 250]]], np.uint8)
    colors = np.array([[255, 255, 255, 255], [0, 0, 0, 255], [0, 0, 0, 0]], np.uint8)
    assert nearest(image, colors, threads=1).indices.tolist() == [[1, 0]]


def test_errors_of_a_billion_pixels_add_up() -> None:
    assigner = remapping.Assigner(np.zeros((1, 3), np.uint8), "lab", alpha=False, threads=1)
    indices = assigner.assign(np.full((1, 3), 255, np.uint8), np.array([10**9]))
    assert assigner.mapped(indices).squared_error == 3 * 255**2 * 1e9


@pytest.mark.parametrize("kind", ["opaque", "gray", "alpha", "16 bits", "300 entries"])
def test_it_agrees_with_mapping(photo: NDArray[np.uint8], kind: str) -> None:
    rng = np.random.default_rng(5)
    colors = np.unique(rng.integers(0, 256, (7, 3), dtype=np.uint8), axis=0)
    image: NDArray[np.uint8] | NDArray[np.uint16] = photo
    if kind == "gray":
        image = photo[..., 0].copy()
    elif kind == "alpha":
        image = np.dstack([photo, photo[..., :1]])
    elif kind == "16 bits":
        image = photo.astype(np.uint16) * 257 + np.uint16(3) * (photo < 255)
    elif kind == "300 entries":
        colors = np.unique(rng.integers(0, 256, (300, 3), dtype=np.uint8), axis=0)
    mapped = nearest(image, colors, threads=2)
    again = measured(image, colors, mapped.indices, 2)
    assert again.squared_error == pytest.approx(mapped.squared_error, rel=1e-12)
    assert again.used == mapped.used


def test_entries_with_alpha_are_measured_over_black_and_white() -> None:
    image = np.full((2, 3, 3), 255, np.uint8)
    colors = np.array([[255, 255, 255, 255], [0, 0, 0, 0]], np.uint8)
    found = measured(image, colors, np.ones((2, 3), np.uint8), 1)
    assert found.squared_error == pytest.approx(6 * 0.5 * 3 * 255**2, rel=1e-4)
    assert found.used == 1


def random_palette(size: int, spread: int, seed: int = 1) -> NDArray[np.uint8]:
    colors = np.random.RandomState(seed).randint(0, spread, (4 * size, 3)).astype(np.uint8)
    _, first = np.unique(colors, axis=0, return_index=True)
    return np.ascontiguousarray(colors[np.sort(first)][:size])


@pytest.mark.parametrize("size", [1, 2, 16, 256, 300])
@pytest.mark.parametrize("threads", [1, 3])
def test_nearest_color_equals_comparing_every_pixel_with_every_entry(
    photo: NDArray[np.uint8], instruction_set: str, size: int, threads: int
) -> None:
    palette = random_palette(size, 256)
    indices, squared_error, _ = nearest(photo, palette, threads=threads)
    pixels = photo.reshape(-1, 3)
    np.testing.assert_array_equal(
        indices.reshape(-1), oracle.nearest(pixels, palette.astype(np.float64))
    )
    distances = oracle.squared_distances(pixels, palette.astype(np.float64))
    assert squared_error == distances.min(axis=1).sum()
    assert indices.dtype == (np.uint8 if size <= 256 else np.uint16)


def test_ties_of_a_lattice_go_to_the_lowest_index(instruction_set: str) -> None:
    """Every color of a small cube, between entries that tie all over it."""
    lattice = np.moveaxis(np.mgrid[0:12, 0:12, 0:12], 0, -1).reshape(1, -1, 3)
    cube = np.ascontiguousarray(lattice, np.uint8)
    palette = random_palette(200, 12)
    indices, _, _ = nearest(cube, palette, threads=1)
    np.testing.assert_array_equal(indices[0], oracle.nearest(cube[0], palette.astype(np.float64)))
