"""``colorquant palette extract``: images in, one palette file out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from colorquant.cli.counting import count_images
from colorquant.cli.messages import examples
from colorquant.cli.options import nodata_option
from colorquant.cli.palette.fitting import of_what, palette_options
from colorquant.cli.palette.outputs import check, write
from colorquant.cli.plan import make_plan, palette_file
from colorquant.cli.values import file_path


@click.command(
    short_help="Fit one palette to images.",
    epilog=examples(
        "colorquant palette extract photo.jpg -k 16 -o photo.gpl",
        "colorquant palette extract *.png -k 256 --space lab --sort hue -o all.ase",
    ),
)
@click.argument("images", metavar="IMAGE...", nargs=-1, required=True, type=file_path)
@nodata_option
@palette_options
@click.pass_context
def extract(ctx: click.Context, /, images: tuple[Path, ...], **options: Any) -> None:
    """Fit the N colors that represent every pixel of all images best, and write them to OUT.

    If images cannot be read, each is an error, and nothing is written.
    """
    output, format, threads = options["output"], options["format"], options["threads"]
    candidates = palette_file(options["candidates"])
    inputs = [*images, *([candidates] if candidates else [])]
    check(output, format, inputs=inputs, force=options["force"])
    fitting = {name: value for name, value in options.items() if name != "format"}
    plan = make_plan(ctx, fitting)
    histogram = count_images(images, nodata=options["nodata"], threads=threads)
    palette = plan.fit(histogram, threads=threads)
    written = write(palette, output, format, force=options["force"])
    click.echo(written + of_what(histogram, palette))
