"""Palettes to look at: as a picture, as HTML and as lines of text."""

from colorquant.rendering.checkerboard import laid_over, squares
from colorquant.rendering.page import as_html
from colorquant.rendering.sheet import as_png, draw_sheet
from colorquant.rendering.terminal import as_lines

__all__ = ["as_html", "as_lines", "as_png", "draw_sheet", "laid_over", "squares"]
