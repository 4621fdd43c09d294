"""How Pillow is told to unpack the pixels of a file: the raw mode of its tiles."""

from typing import Any

from PIL import Image, ImageFile

Tile = Any  # Pillow's own named tuple, and a plain tuple before Pillow 11


def raw_mode(tile: Tile) -> str:
    """Return how the pixels of a tile are laid out in the file, as in ``"RGB;16B"``."""
    arguments = tile[3]
    return str(arguments if isinstance(arguments, str) else arguments[0])


def with_raw_mode(tile: Tile, mode: str) -> Tile:
    """Return the tile with another raw mode."""
    arguments = mode if isinstance(tile[3], str) else (mode, *tile[3][1:])
    if hasattr(tile, "_replace"):
        return tile._replace(args=arguments)
    return (*tile[:3], arguments)


def highest_gray(image: Image.Image) -> int:
    """Return what white is in a gray PNG that is not decoded yet; it has up to 8 bits."""
    if not isinstance(image, ImageFile.ImageFile) or image.format != "PNG" or not image.tile:
        return 255
    return {"L;2": 3, "L;4": 15}.get(raw_mode(image.tile[0]), 255)
