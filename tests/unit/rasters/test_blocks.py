"""Blocks: whole tiles, some million pixels."""

import pytest

from colorquant.rasters import block_shape


@pytest.mark.parametrize(
    ("shape", "tile", "expected"),
    [
        ((100_000, 100_000, 3), (256, 256), (1024, 8192)),
        ((100_000, 100_000), (1024, 1024), (1024, 8192)),
        ((20_000, 20_000), (1, 1), (1024, 8192)),
        ((20_000, 20_000), (7, 20_000), (413, 20_000)),
        ((20_000, 3000), (256, 256), (2560, 3000)),
        ((9000, 9000), (4096, 4096), (4096, 4096)),
        ((40, 30, 4), (256, 256), (40, 30)),
    ],
)
def test_a_block_is_made_of_whole_tiles(
    shape: tuple[int, ...], tile: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert block_shape(shape, tile) == expected
