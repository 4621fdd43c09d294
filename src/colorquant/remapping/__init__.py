"""From pixels and a palette to indices."""

from colorquant.remapping.nearest import nearest

__all__ = ["nearest"]
