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
from colorquant.cli.values import file_path, whole_number


@click.command(
    short_help="Put a palette file in another order.",
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
@click.argument("source", metavar="IN", type=file_path)
@output_argument
@format_option
@force_option
def sort(by: str, keep: int, source: Path, output: Path, format: str | None, force: bool) -> None:
    """Sort the palette of the file IN from dark to light or by hue, and write it to the file OUT.

    Names go along with their colors.
    """
    from colorquant.palette import Palette

    check(output, format, inputs=[source], force=force)
    click.echo(write(Palette.load(source).sorted(by, keep=keep), output, format, force=force))
