"""Palettes to look at: as a picture and as HTML."""

from colorquant.rendering.checkerboard import laid_over, squares
from colorquant.rendering.page import as_html
from colorquant.rendering.sheet import as_png, draw_sheet

__all__ = ["as_html", "as_png", "draw_sheet", "laid_over", "squares"]
