import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from colorquant.metrics import smoothing
from colorquant.metrics.smoothing import Gaussian, Smoothing, quantize_to_target, tiles

SHAPES = [(1, 1), (1, 9), (40, 3), (70, 130)]


def assembled(
    image: NDArray[np.float64], terms: list[Gaussian], margin: int
) -> NDArray[np.float64]:
    """Put the smoothed tiles together again, by the places that they say they have."""
    whole = np.full(image.shape, np.nan)
    smooth = Smoothing(terms, margin)
    height, width = image.shape[:2]
    for tile in tiles(height, width, margin):
        rows = tile.rows[margin : margin + tile.height]
        columns = tile.columns[margin : margin + tile.width]
        whole[np.ix_(rows, columns)] = smooth(tile.of(image), tile)
    return whole


@pytest.fixture(params=[512, 32], ids=["one tile", "many tiles"])
def side(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(smoothing, "_SIDE", request.param)
    return int(request.param)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("deviation", [0.0, 0.7, 3.0])
def test_it_is_what_scipy_makes_of_mirrored_images(
    shape: tuple[int, int], deviation: float, side: int
) -> None:
    image = np.random.default_rng(1).uniform(0.0, 255.0, (*shape, 2))

    expected = gaussian_filter(image, (deviation, deviation, 0), mode="reflect")
    found = assembled(image, [Gaussian(1.0, deviation)], quantize_to_target(deviation))

    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-10)


def test_terms_are_weighed_and_added(side: int) -> None:
    image = np.random.default_rng(2).uniform(0.0, 1.0, (50, 60))
    terms = [Gaussian(1.5, 1.0), Gaussian(-0.5, 2.0)]

    expected = sum(
        weight * gaussian_filter(image, deviation, radius=8) for weight, deviation in terms
    )

    np.testing.assert_allclose(assembled(image, terms, 8), expected, rtol=0, atol=1e-12)


def test_a_rim_is_returned_on_request() -> None:
    image = np.random.default_rng(3).uniform(0.0, 1.0, (30, 20))
    smooth = Smoothing([Gaussian(1.0, 1.0)], 4)
    [tile] = tiles(30, 20, 6)

    with_rim = smooth(tile.of(image), tile, 2)

    assert with_rim.shape == (34, 24)
    np.testing.assert_allclose(with_rim[2:-2, 2:-2], gaussian_filter(image, 1.0), atol=1e-12)


def test_tiles_stay_small_whatever_the_image() -> None:
    sizes = {tile.of(np.empty((3000, 1))).shape[0] for tile in tiles(3000, 1, 30)}

    assert max(sizes) <= 512
