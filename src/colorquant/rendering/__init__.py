"""Images, palettes and numbers to look at: as a picture, as HTML and as lines of text."""

from colorquant.rendering.html import as_html, as_table, data_uri, percent
from colorquant.rendering.picture import (
    as_png,
    draw_error_map,
    draw_picture,
    draw_sheet,
    heat_colors,
    laid_over,
    squares,
)
from colorquant.rendering.terminal import as_lines

__all__ = [
    "as_html",
    "as_lines",
    "as_png",
    "as_table",
    "data_uri",
    "draw_error_map",
    "draw_picture",
    "draw_sheet",
    "heat_colors",
    "laid_over",
    "percent",
    "squares",
]
