"""``colorquant palette convert``: a palette file in another format."""

from __future__ import annotations

from pathlib import Path

import click

from colorquant.cli.messages import examples
from colorquant.cli.options import force_option
from colorquant.cli.palette.outputs import check, format_option, output_argument, write
from colorquant.cli.values import file_path


@click.command(
    short_help="Turn a palette file into another format.",
    epilog=examples(
        "colorquant palette convert brand.ase brand.gpl",
        "colorquant palette convert brand.ase brand.pal --format riff",
    ),
)
@click.argument("source", metavar="IN", type=file_path)
@output_argument
@format_option
@force_option
def convert(source: Path, output: Path, format: str | None, force: bool) -> None:
    """Write the palette of the file IN to the file OUT; the endings name the formats.

    The order is kept, and so are names where the format has any.
    """
    from colorquant.palette import Palette

    check(output, format, inputs=[source], force=force)
    click.echo(write(Palette.load(source), output, format, force=force))
