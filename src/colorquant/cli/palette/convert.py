"""``colorquant palette convert``: a palette file in another format."""

from __future__ import annotations

from pathlib import Path

import click

from colorquant.cli.messages import examples
from colorquant.cli.options import force_option
from colorquant.cli.palette.outputs import check, format_option, output_argument, write
from colorquant.cli.plan import palette_file


@click.command(
    short_help="Write a palette in another file format.",
    epilog=examples(
        "colorquant palette convert brand.ase brand.gpl",
        "colorquant palette convert brand.ase brand.pal --format riff",
        "colorquant palette convert gameboy gameboy.gpl",
    ),
)
@click.argument("source", metavar="IN")
@output_argument
@format_option
@force_option
def convert(source: str, output: Path, format: str | None, force: bool) -> None:
    """Write the palette IN to the file OUT; the endings name the formats.

    IN is a palette file, a named palette such as gameboy, or "#rrggbb #rrggbb". The order is kept,
    and so are the names of colors where the format has them.
    """
    from colorquant.palette import Palette

    check(output, format, inputs=[path for path in [palette_file(source)] if path], force=force)
    click.echo(write(Palette.of(source), output, format, force=force))
