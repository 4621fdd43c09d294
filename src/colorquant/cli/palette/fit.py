"""``colorquant palette fit``: a histogram file in, a palette file out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from colorquant.cli.messages import examples
from colorquant.cli.palette.fitting import of_what, palette_options
from colorquant.cli.palette.outputs import check, write
from colorquant.cli.plan import make_plan, palette_file
from colorquant.cli.values import file_path


@click.command(
    short_help="Fit a palette to a histogram file.",
    epilog=examples("colorquant palette fit all.npz -k 256 -o all.gpl"),
)
@click.argument("histogram", metavar="HISTOGRAM", type=file_path)
@palette_options
@click.pass_context
def fit(ctx: click.Context, /, histogram: Path, **options: Any) -> None:
    """Fit the N colors that best represent the color counts in the .npz file HISTOGRAM.

    "colorquant histogram" makes such files.
    """
    from colorquant.histogram import ColorHistogram

    output, format = options["output"], options["format"]
    candidates = palette_file(options["candidates"])
    inputs = [histogram, *([candidates] if candidates else [])]
    check(output, format, inputs=inputs, force=options["force"])
    fitting = {name: value for name, value in options.items() if name != "format"}
    plan = make_plan(ctx, fitting)
    counted = ColorHistogram.load(histogram)
    palette = plan.fit(counted, threads=options["threads"])
    written = write(palette, output, format, force=options["force"])
    click.echo(written + of_what(counted, palette))
