import numpy as np
import pytest
from numpy.typing import NDArray
from tests import oracle
from tests.conftest import make_photo

from colorquant.color import SPACES, PointSpace
from colorquant.remapping import any_color as module
from colorquant.remapping import nearest
from colorquant.remapping.any_color import nearest_by_blocks, nearest_by_table

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK", 300)


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
    assigner = module.Assigner(np.zeros((1, 3), np.uint8), "lab", alpha=False, threads=1)
    indices = assigner.assign(np.full((1, 3), 255, np.uint8), np.array([10**9]))
    assert assigner.mapped(indices).squared_error == 3 * 255**2 * 1e9
