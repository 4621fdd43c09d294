"""The figure as a paper wants it: pictures with a letter and a line below, and nothing around."""

from __future__ import annotations

import math
from string import ascii_lowercase
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from colorquant.rendering import draw_picture

if TYPE_CHECKING:
    from colorquant.compare.comparison import Comparison, MethodResult

_PER_ROW = 3
_PAPER, _INK = "#ffffff", "#000000"


def draw_plain_figure(comparison: Comparison) -> Image.Image:
    """Draw the original and every result for print, at most three in a row.

    Parameters
    ----------
    comparison
        What `compare` returned.

    Returns
    -------
    PIL.Image.Image
        An RGB image on white without margins. Pictures have the size they have in `draw_figure`.
    """
    pictures = [draw_picture(comparison.original)]
    pictures += [draw_picture(result.indexed.to_array()) for result in comparison.results]
    captions = list(map(_lettered, range(len(pictures)), _captions(comparison)))
    width, height = pictures[0].size
    unit = max(6, round(width / 80))
    font = ImageFont.load_default(size=2.5 * unit)
    column = max(width, *(math.ceil(font.getlength(caption)) for caption in captions))
    rows = math.ceil(len(pictures) / _PER_ROW)
    columns = math.ceil(len(pictures) / rows)
    across, down = column + 2 * unit, height + 6 * unit
    figure = Image.new("RGB", (columns * across - 2 * unit, rows * down - unit), _PAPER)
    pen = ImageDraw.Draw(figure)
    for place, (picture, caption) in enumerate(zip(pictures, captions, strict=True)):
        row, left = divmod(place, columns)
        middle, top = left * across + column // 2, row * down
        figure.paste(picture, (middle - width // 2, top))
        pen.text((middle, top + height + 3 * unit), caption, _INK, font, anchor="ms")
    return figure


def _captions(comparison: Comparison) -> list[str]:
    return ["Original", *map(_caption, comparison.results)]


def _caption(result: MethodResult) -> str:
    count = "1 color" if len(result.palette) == 1 else f"{len(result.palette):,} colors"
    quality = "lossless" if math.isinf(result.psnr) else f"{result.psnr:.1f} dB"
    return f"{result.label}, {count}, {quality}"


def _lettered(place: int, caption: str) -> str:
    return f"({ascii_lowercase[place]}) {caption}"
