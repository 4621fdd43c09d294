"""Indices of blocks: those of the whole, bit for bit, when they are computed."""

from typing import Any

import dask.array as da
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.dask.test_counting import kinds

import colorquant as cq
import colorquant.dask
from colorquant.color import SPACES
from colorquant.errors import InvalidImageError, InvalidOptionError

Pixels = NDArray[np.uint8]


@pytest.mark.parametrize("kind", kinds(np.zeros((190, 230, 3), np.uint8)))
@pytest.mark.parametrize("space", SPACES)
def test_they_are_those_of_the_image_in_memory(pixels: Pixels, kind: str, space: str) -> None:
    image = kinds(pixels)[kind]
    palette = cq.quantize(image, 20, space=space, dither="none").palette
    array = da.from_array(image, chunks=(64, 100, 2)[: image.ndim])

    indices = colorquant.dask.apply(palette, array)

    assert (indices.shape, indices.dtype) == ((190, 230), np.uint8)
    np.testing.assert_array_equal(indices.compute(), palette.apply(image, dither="none").indices)


@pytest.mark.parametrize(("n", "dtype"), [(256, np.uint8), (257, np.uint16)])
def test_the_type_is_that_of_the_palette(
    blocks: Any, pixels: Pixels, n: int, dtype: type[np.generic]
) -> None:
    palette = cq.quantize(pixels, n).palette

    indices = colorquant.dask.apply(palette, blocks)

    assert indices.dtype == dtype
    assert indices.compute().dtype == dtype


@pytest.mark.parametrize(("n", "dtype"), [(255, np.uint8), (256, np.uint16)])
def test_what_is_masked_gets_the_index_behind_the_last(
    pixels: Pixels, n: int, dtype: type[np.generic]
) -> None:
    palette = cq.quantize(pixels, n, dither="none").palette
    mask = np.zeros(pixels.shape, bool)
    mask[:70, :50] = True  # a block is masked as a whole, one in part
    masked = np.ma.MaskedArray(pixels, mask)
    array = da.from_array(masked, chunks=(64, 40, 3), asarray=False)

    indices = colorquant.dask.apply(palette, array).compute()

    expected = palette.apply(pixels, dither="none").indices.astype(dtype)
    expected[:70, :50] = n
    assert indices.dtype == dtype
    np.testing.assert_array_equal(indices, expected)


def test_nothing_is_computed_yet() -> None:
    def fail(block: Any) -> Any:
        raise AssertionError

    array = da.zeros((3, 4), dtype="u1").map_blocks(fail, dtype="u1", meta=np.empty((0, 0), "u1"))

    assert colorquant.dask.apply(cq.Palette([[0, 0, 0]]), array).shape == (3, 4)


@pytest.mark.parametrize("dither", ["floyd-steinberg", "bayer-8", "auto"])
def test_dithering_is_refused(blocks: Any, dither: str) -> None:
    with pytest.raises(InvalidOptionError, match=f"dither is '{dither}'; allowed is 'none' for im"):
        colorquant.dask.apply(cq.Palette([[0, 0, 0]]), blocks, dither=dither)


def test_an_array_that_cannot_be_taken_is_refused() -> None:
    with pytest.raises(InvalidImageError, match="got ndarray"):
        colorquant.dask.apply(cq.Palette([[0, 0, 0]]), np.zeros((3, 4), np.uint8))


def test_nodata_needs_an_index() -> None:
    numbers = np.arange(65_536)
    colors = np.stack([numbers % 256, numbers // 256, 0 * numbers], axis=1)
    array = da.ma.masked_equal(da.zeros((3, 4), dtype="u1"), 0)

    assert colorquant.dask.apply(cq.Palette(colors[:-1]), array).dtype == np.uint16
    with pytest.raises(InvalidOptionError, match="65,536 colors; allowed are up to 65,535"):
        colorquant.dask.apply(cq.Palette(colors), array)
