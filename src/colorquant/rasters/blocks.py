"""How a raster is cut: into blocks of whole tiles, of some million pixels each."""

_PIXELS = 1 << 23
_WIDEST = 8192  # pixels: flat blocks, for a TIFF is written by rows of them


def block_shape(shape: tuple[int, ...], tile: tuple[int, int]) -> tuple[int, int]:
    """Return the height and width of the blocks that a raster is read by.

    Parameters
    ----------
    shape
        Height and width of the raster, and perhaps its channels.
    tile
        Height and width of its tiles, each of which is decoded as a whole.

    Returns
    -------
    tuple of int
        Multiples of the tile's, so that each tile is decoded once, or the whole raster's; about
        8 million pixels, or a tile if that has more.
    """
    high, wide = tile
    across = max(1, min(_WIDEST // wide, _PIXELS // (high * wide)))
    width = min(across * wide, shape[1])
    down = max(1, _PIXELS // width // high)
    return min(down * high, shape[0]), width
