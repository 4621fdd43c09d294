"""Palettes, indexed images, named palettes and sort orders."""

from colorquant.palette.indexed_image import IndexedImage, Indices
from colorquant.palette.named import NAMED_PALETTES
from colorquant.palette.orders import ORDERS, get_order
from colorquant.palette.palette import Palette, PaletteLike, dark_to_light

__all__ = [
    "NAMED_PALETTES",
    "ORDERS",
    "IndexedImage",
    "Indices",
    "Palette",
    "PaletteLike",
    "dark_to_light",
    "get_order",
]
