"""Draw a comparison as one figure and save it."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from PIL import Image, ImageDraw, ImageFont

from colorquant.compare.panels import Panel, panels
from colorquant.files import check_output, write_atomically

if TYPE_CHECKING:
    from colorquant.compare.comparison import Comparison

FORMATS: dict[str, dict[str, Any]] = {
    ".png": {"format": "PNG"},
    ".jpg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    ".jpeg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    ".webp": {"format": "WEBP", "lossless": True},
}
FIGURE_SUFFIXES = tuple(FORMATS)
"""The suffixes a figure can be saved under."""

PANELS_PER_ROW = 3
PAPER, INK, FAINT_INK, HAIRLINE = "#ffffff", "#1f2328", "#6a737d", "#d0d7de"


def draw_figure(comparison: Comparison) -> Image.Image:
    """Draw the original and every result side by side, at most three in a row.

    Parameters
    ----------
    comparison
        What `compare` returned.

    Returns
    -------
    PIL.Image.Image
        An RGB image on white. Pictures keep their pixels, unless they are larger than 1280 pixels
        (scaled down) or smaller than 240 (enlarged by a whole factor).
    """
    drawn = panels(comparison)
    layout = _Layout.of(drawn)
    figure = Image.new("RGB", layout.figure_size, PAPER)
    for position, panel in enumerate(drawn):
        layout.draw(panel, figure, layout.corner(position))
    return figure


def save_figure(figure: Image.Image, path: str | os.PathLike[str]) -> None:
    """Write a figure in the format its suffix names: all of it, or no file.

    Parameters
    ----------
    figure
        What `draw_figure` returned.
    path
        Ends in one of `FIGURE_SUFFIXES`.

    Raises
    ------
    InvalidOptionError
        If the suffix is unknown or the folder is missing.
    ImageFileError
        If writing fails.
    """
    path = check_output(path, suffixes=FIGURE_SUFFIXES)
    options = FORMATS[path.suffix.lower()]
    write_atomically(path, lambda stream: figure.save(stream, **options))


@dataclass(frozen=True)
class _Layout:
    """Where everything goes, in pixels; distances and type grow with the pictures."""

    picture_height: int
    column_width: int
    columns: int
    rows: int
    unit: int
    title_font: ImageFont.ImageFont | ImageFont.FreeTypeFont
    note_font: ImageFont.ImageFont | ImageFont.FreeTypeFont

    @classmethod
    def of(cls, drawn: tuple[Panel, ...]) -> Self:
        picture_width, picture_height = drawn[0].picture.size
        unit = max(6, round(picture_width / 80))
        title_font = ImageFont.load_default(size=3 * unit)
        note_font = ImageFont.load_default(size=2 * unit)
        text_widths = (
            math.ceil(font.getlength(text))
            for panel in drawn
            for font, text in ((title_font, panel.title), (note_font, panel.note))
        )
        rows = math.ceil(len(drawn) / PANELS_PER_ROW)
        return cls(
            picture_height=picture_height,
            column_width=max(picture_width, *text_widths),
            columns=math.ceil(len(drawn) / rows),
            rows=rows,
            unit=unit,
            title_font=title_font,
            note_font=note_font,
        )

    @property
    def heading_height(self) -> int:
        return 8 * self.unit

    @property
    def cell_height(self) -> int:
        return self.heading_height + self.picture_height + 3 * self.unit

    @property
    def margin(self) -> int:
        return 4 * self.unit

    @property
    def figure_size(self) -> tuple[int, int]:
        return (
            self.columns * (self.column_width + self.margin) + self.margin,
            self.rows * (self.cell_height + self.margin) + self.margin,
        )

    def corner(self, position: int) -> tuple[int, int]:
        """Return the top left corner of the panel at this position, in reading order."""
        row, column = divmod(position, self.columns)
        return (
            self.margin + column * (self.column_width + self.margin),
            self.margin + row * (self.cell_height + self.margin),
        )

    def draw(self, panel: Panel, figure: Image.Image, corner: tuple[int, int]) -> None:
        """Draw one panel: title and note on their baselines, the picture, its colors."""
        left, top = corner
        pen = ImageDraw.Draw(figure)
        title, note = (left, top + 3 * self.unit), (left, top + 6 * self.unit)
        pen.text(title, panel.title, INK, self.title_font, anchor="ls")
        pen.text(note, panel.note, FAINT_INK, self.note_font, anchor="ls")
        self._paste(panel.picture, figure, (left, top + self.heading_height))
        if panel.swatches is not None:
            strip = panel.swatches.resize(
                (panel.picture.width, 2 * self.unit), Image.Resampling.NEAREST
            )
            below = top + self.heading_height + self.picture_height + self.unit
            self._paste(strip, figure, (left, below))

    @staticmethod
    def _paste(picture: Image.Image, figure: Image.Image, corner: tuple[int, int]) -> None:
        """Paste a picture with a hairline around it, so that white in it ends somewhere."""
        left, top = corner
        around = (left - 1, top - 1, left + picture.width, top + picture.height)
        ImageDraw.Draw(figure).rectangle(around, outline=HAIRLINE)
        figure.paste(picture, corner)
