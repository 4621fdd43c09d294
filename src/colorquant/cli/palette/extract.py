"""``colorquant palette extract``: images in, one palette file out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from colorquant.cli.counted import count_images
from colorquant.cli.messages import examples
from colorquant.cli.options import file_path, nodata_option
from colorquant.cli.palette.fitting import PaletteFit, of_what, palette_options
from colorquant.cli.palette.outputs import check, write


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
def extract(
    images: tuple[Path, ...],
    nodata: tuple[tuple[int, ...], ...],
    format: str | None,
    output: Path,
    **fitting: Any,
) -> None:
    """Fit the N colors that represent every pixel of all images best, and write them to OUT.

    If an image cannot be read, all such are reported and nothing is written.
    """
    candidates = fitting["candidates"]
    check(output, format, inputs=[*images, *([candidates] if candidates else [])])
    fit = PaletteFit.of(**fitting)
    histogram = count_images(images, nodata=nodata, threads=fitting["threads"])
    palette = fit.run(histogram)
    click.echo(write(palette, output, format) + of_what(histogram, palette))
