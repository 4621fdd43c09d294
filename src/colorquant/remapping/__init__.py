"""From pixels and a palette to indices."""

from colorquant.remapping.nearest_color import Mapped, nearest

__all__ = ["Mapped", "nearest"]
