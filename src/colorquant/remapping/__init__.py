"""From pixels and a palette to indices."""

from colorquant.remapping.grey import count_levels, map_levels
from colorquant.remapping.nearest_color import nearest

__all__ = ["count_levels", "map_levels", "nearest"]
