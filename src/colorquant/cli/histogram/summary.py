"""What the verbs of histograms have in common: the output, and a line that tells what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from colorquant.cli.messages import colors
from colorquant.cli.values import file_path

if TYPE_CHECKING:
    from colorquant.histogram import ColorHistogram

HISTOGRAM_OUTPUT = click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=file_path,
    help="The histogram file to write, a .npz.",
)


def facts(histogram: ColorHistogram) -> dict[str, Any]:
    """Return what is to be told of a histogram."""
    return {
        "pixels": histogram.pixel_count,
        "colors": len(histogram),
        "bits": 8 * histogram.colors.dtype.itemsize,
        "alpha": histogram.colors.shape[1] == 4,
        "weights": histogram.weights is not None,
        "exact": histogram.exact,
    }


def summary(path: Path, histogram: ColorHistogram) -> str:
    """Return what a histogram file holds, in one line."""
    told = facts(histogram)
    held = colors(told["colors"], "distinct") if told["exact"] else f"{told['colors']:,} cells"
    return (
        f"{click.format_filename(path)}: {held} in "
        f"{told['pixels']:,} pixel{'s' * (told['pixels'] != 1)}, {told['bits']} bits, "
        f"{'alpha' if told['alpha'] else 'opaque'}{', weighted' * told['weights']}"
    )
