"""``colorquant palette sort``: a palette file in another order."""

from __future__ import annotations

from pathlib import Path

import click

from colorquant._validation import MAX_COLORS
from colorquant.cli.messages import examples
from colorquant.cli.options import force_option
from colorquant.cli.palette.outputs import (
    check,
    format_option,
    output_argument,
    parse_order,
    write,
)
from colorquant.cli.plan import palette_file
from colorquant.cli.values import whole_number


@click.command(
    short_help="Sort the colors of a palette.",
    epilog=examples(
        "colorquant palette sort --by hue brand.ase sorted.ase",
        "colorquant palette sort --by luma --keep 1 sprite.gpl sorted.gpl",
    ),
)
@click.option(
    "--by", metavar="ORDER", type=parse_order, required=True, help="The order: luma, hue, none."
)
@click.option(
    "--keep",
    metavar="M",
    type=whole_number(0, MAX_COLORS),
    default=0,
    show_default=True,
    help="How many colors at the front stay where they are.",
)
@click.argument("source", metavar="IN")
@output_argument
@format_option
@force_option
def sort(by: str, keep: int, source: str, output: Path, format: str | None, force: bool) -> None:
    """Sort the palette IN from dark to light or by hue, and write it to the file OUT.

    IN is a palette file, a named palette such as gameboy, or "#rrggbb #rrggbb". Colors keep their
    names.
    """
    from colorquant.palette import Palette

    check(output, format, inputs=[path for path in [palette_file(source)] if path], force=force)
    click.echo(write(Palette.of(source).sorted(by, keep=keep), output, format, force=force))
