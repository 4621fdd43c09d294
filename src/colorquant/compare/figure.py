"""Figures: one panel for the original and one for each result."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from colorquant.files import check_output, write_atomically
from colorquant.palette import Palette, dark_to_light
from colorquant.rendering import draw_picture, laid_over, squares

if TYPE_CHECKING:
    from colorquant.compare.comparison import Comparison, MethodResult


_SQUARE = 8  # side of checkerboard squares behind transparent entries


@dataclass(frozen=True, eq=False)
class Panel:
    """One image of a figure with its title and palette.

    Parameters
    ----------
    title, note
        Title and subtitle.
    picture
        The image at its drawn size.
    swatches
        The palette from dark to light, one pixel per color; None for the original.
    """

    title: str
    note: str
    picture: Image.Image
    swatches: Image.Image | None = None


def panels(comparison: Comparison) -> tuple[Panel, ...]:
    """Return the panels of a comparison: the original first, then each result.

    Parameters
    ----------
    comparison
        What `compare` returned.

    Returns
    -------
    tuple of Panel
        The original and each result; all images have the same size.
    """
    return (_original_panel(comparison), *map(_result_panel, comparison.results))


def _original_panel(comparison: Comparison) -> Panel:
    height, width, _ = comparison.original.shape
    return Panel(
        title=f"Original image ({_colors(comparison.color_count)})",
        note=f"{height * width:,} pixels",
        picture=draw_picture(comparison.original),
    )


def _result_panel(result: MethodResult) -> Panel:
    facts = [f"Distortion {result.distortion:.1f}"]
    facts.append("lossless" if math.isinf(result.psnr) else f"PSNR {result.psnr:.1f} dB")
    if result.fitted_pixels < result.indexed.indices.size:
        facts.append(f"fitted on {result.fitted_pixels:,} pixels")
    return Panel(
        title=f"Quantized image ({_colors(len(result.palette))}, {result.label})",
        note=" · ".join(facts),
        picture=draw_picture(result.indexed.to_array()),
        swatches=_swatches(result.palette),
    )


def _colors(count: int) -> str:
    return "1 color" if count == 1 else f"{count:,} colors"


def _swatches(palette: Palette) -> Image.Image:
    """Return the palette as a one-pixel-high image, from its darkest color to its lightest."""
    colors = dark_to_light(palette.colors)[np.newaxis]
    return Image.fromarray(laid_over(colors, squares(1, len(palette), _SQUARE)))


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
        RGB, on white, without margins. Images have the same size as in `draw_figure`.
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


FORMATS: dict[str, dict[str, Any]] = {
    ".png": {"format": "PNG"},
    ".jpg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    ".jpeg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    ".webp": {"format": "WEBP", "lossless": True},
}
FIGURE_SUFFIXES = tuple(FORMATS)
"""File suffixes of figures."""

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
        RGB, on white. Images above 1280 pixels are scaled down; those below 240 are enlarged by an
        integer factor.
    """
    drawn = panels(comparison)
    layout = _Layout.of(drawn)
    figure = Image.new("RGB", layout.figure_size, PAPER)
    for position, panel in enumerate(drawn):
        layout.draw(panel, figure, layout.corner(position))
    return figure


def save_figure(
    figure: Image.Image, path: str | os.PathLike[str], *, overwrite: bool = True
) -> None:
    """Write a figure in the format its suffix names: all of it, or no file.

    Parameters
    ----------
    figure
        What `draw_figure` returned.
    path
        Ends in one of `FIGURE_SUFFIXES`.
    overwrite
        Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

    Raises
    ------
    InvalidOptionError
        If the suffix is unknown or the folder is missing.
    ImageFileError
        If writing fails.
    """
    path = check_output(path, suffixes=FIGURE_SUFFIXES)
    options = FORMATS[path.suffix.lower()]
    write_atomically(path, lambda stream: figure.save(stream, **options), overwrite=overwrite)


@dataclass(frozen=True)
class _Layout:
    """Layout in pixels; spacing and type scale with the images."""

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
        """Paste a picture with a hairline around it, so that white areas have an edge."""
        left, top = corner
        around = (left - 1, top - 1, left + picture.width, top + picture.height)
        ImageDraw.Draw(figure).rectangle(around, outline=HAIRLINE)
        figure.paste(picture, corner)
