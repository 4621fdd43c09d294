"""Palettes, indexed images, named palettes and sort orders."""

from colorquant.palette.indexed_image import IndexedImage, Indices
from colorquant.palette.named import NAMED_PALETTES, get_named_palette
from colorquant.palette.orders import ORDERS, get_order
from colorquant.palette.palette import Palette, dark_to_light

__all__ = [
    "NAMED_PALETTES",
    "ORDERS",
    "IndexedImage",
    "Indices",
    "Palette",
    "dark_to_light",
    "get_named_palette",
    "get_order",
]
