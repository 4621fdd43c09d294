"""What a figure shows: one panel for the original and one for each result."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from colorquant.palette import Palette, dark_to_light
from colorquant.rendering import draw_picture, laid_over, squares

if TYPE_CHECKING:
    from colorquant.compare.comparison import Comparison, MethodResult

_SQUARE = 8  # side of what is seen through transparent entries


@dataclass(frozen=True, eq=False)
class Panel:
    """One picture, the words above it and the colors below it.

    Parameters
    ----------
    title, note
        The title, and the quieter line under it.
    picture
        The image at the size it is drawn.
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
        One more than there are results; all pictures have the same size.
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
