"""What a figure shows: one panel for the original and one for each result."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.compare.comparison import Comparison, MethodResult
from colorquant.palette import Palette, dark_to_light
from colorquant.rendering import laid_over, squares

LARGEST = 1280  # a picture with a longer side is scaled down to it
SQUARE = 8  # side of what is seen through transparent pixels
SMALLEST = 240  # one with no side this long is enlarged, by a whole factor to keep pixels square


@dataclass(frozen=True, eq=False)
class Panel:
    """One picture, the words above it and the colours below it.

    Parameters
    ----------
    title, note
        The title, and the quieter line under it.
    picture
        The image at the size it is drawn.
    swatches
        The palette from dark to light, one pixel per colour; None for the original.
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
        picture=_picture(comparison.original),
    )


def _result_panel(result: MethodResult) -> Panel:
    facts = [f"Distortion {result.distortion:.1f}"]
    facts.append("lossless" if math.isinf(result.psnr) else f"PSNR {result.psnr:.1f} dB")
    if result.fitted_pixels < result.indexed.indices.size:
        facts.append(f"fitted on {result.fitted_pixels:,} pixels")
    return Panel(
        title=f"Quantized image ({_colors(len(result.palette))}, {result.label})",
        note=" · ".join(facts),
        picture=_picture(result.indexed.to_array()),
        swatches=_swatches(result.palette),
    )


def _colors(count: int) -> str:
    return "1 color" if count == 1 else f"{count:,} colors"


def _picture(pixels: NDArray[np.uint8]) -> Image.Image:
    """Return the pixels as an image of a size that can be looked at, untouched where it can be."""
    picture = Image.fromarray(_laid_out(pixels))
    longest = max(picture.size)
    if longest > LARGEST:
        width, height = (max(1, round(side * LARGEST / longest)) for side in picture.size)
        return picture.resize((width, height), Image.Resampling.LANCZOS)
    if longest < SMALLEST:
        factor = math.ceil(SMALLEST / longest)
        width, height = (side * factor for side in picture.size)
        return picture.resize((width, height), Image.Resampling.NEAREST)
    return picture


def _laid_out(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return what shows of the pixels over squares of white and grey, if any is transparent."""
    height, width = pixels.shape[:2]
    return laid_over(pixels, squares(height, width, SQUARE))


def _swatches(palette: Palette) -> Image.Image:
    """Return the palette as a one-pixel-high image, from its darkest colour to its lightest."""
    return Image.fromarray(_laid_out(dark_to_light(palette.colors)[np.newaxis]))
