"""A local page to choose colors by eye: it shows what the rest of the library computes."""

from colorquant.studio.serving import serve

__all__ = ["serve"]
