"""From pixels and a palette to indices."""

from colorquant.remapping.mapped import Mapped
from colorquant.remapping.nearest_color import nearest

__all__ = ["Mapped", "nearest"]
