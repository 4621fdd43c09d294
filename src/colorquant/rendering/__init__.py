"""Images, palettes and numbers to look at: as a picture, as HTML and as lines of text."""

from colorquant.rendering.checkerboard import laid_over, squares
from colorquant.rendering.embedded import data_uri
from colorquant.rendering.figures import percent
from colorquant.rendering.heat import heat_colors
from colorquant.rendering.page import as_html
from colorquant.rendering.picture import draw_picture
from colorquant.rendering.sheet import as_png, draw_sheet
from colorquant.rendering.table import as_table
from colorquant.rendering.terminal import as_lines

__all__ = [
    "as_html",
    "as_lines",
    "as_png",
    "as_table",
    "data_uri",
    "draw_picture",
    "draw_sheet",
    "heat_colors",
    "laid_over",
    "percent",
    "squares",
]
