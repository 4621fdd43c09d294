"""``colorquant palette fit``: a histogram file in, a palette file out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from colorquant.cli.messages import examples
from colorquant.cli.options import file_path
from colorquant.cli.palette.fitting import PaletteFit, of_what, palette_options
from colorquant.cli.palette.outputs import check, write


@click.command(
    short_help="Fit a palette to a histogram file.",
    epilog=examples("colorquant palette fit all.npz -k 256 -o all.gpl"),
)
@click.argument("histogram", metavar="HISTOGRAM", type=file_path)
@palette_options
def fit(histogram: Path, format: str | None, output: Path, **fitting: Any) -> None:
    """Fit the N colors that represent what was counted in the .npz file HISTOGRAM best.

    "colorquant histogram" makes such files.
    """
    from colorquant.histogram import ColorHistogram

    candidates = fitting["candidates"]
    check(output, format, inputs=[histogram, *([candidates] if candidates else [])])
    planned = PaletteFit.of(**fitting)
    counted = ColorHistogram.load(histogram)
    palette = planned.run(counted)
    click.echo(write(palette, output, format) + of_what(counted, palette))
