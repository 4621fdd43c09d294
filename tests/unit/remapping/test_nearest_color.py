import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle

from colorquant.remapping import nearest


def random_palette(size: int, spread: int, seed: int = 1) -> NDArray[np.uint8]:
    colors = np.random.RandomState(seed).randint(0, spread, (4 * size, 3)).astype(np.uint8)
    _, first = np.unique(colors, axis=0, return_index=True)
    return np.ascontiguousarray(colors[np.sort(first)][:size])


@pytest.mark.parametrize("size", [1, 2, 16, 256, 300])
@pytest.mark.parametrize("threads", [1, 3])
def test_equals_comparing_every_pixel_with_every_entry(
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
