"""The palette file that a verb writes: its options, and the check before any work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from colorquant.cli.messages import check_replaced
from colorquant.cli.values import file_path, one_of

if TYPE_CHECKING:
    from colorquant.palette import Palette

Verb = TypeVar("Verb", bound=Callable[..., Any])

_SUFFIXES = ".gpl, .hex, .pal, .act, .ase, .aco, .txt, .json, .css, .png"

format_option = click.option(
    "--format",
    metavar="FORMAT",
    help="The format of a .pal file: jasc, the usual one, or riff.",
)
output_argument = click.argument("output", metavar="OUT", type=file_path)
output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    type=file_path,
    help=f"The palette file to write; its ending names the format: {_SUFFIXES}.",
)


def _orders_of_palettes() -> list[str]:
    from colorquant.palette import ORDERS

    return [each.name for each in ORDERS.values() if not each.needs_counts]


parse_order = one_of(_orders_of_palettes)


def check(output: Path, format: str | None, *, inputs: Sequence[Path], force: bool) -> None:
    """Make sure that a palette file can be written, is none of the inputs and may be replaced."""
    from colorquant.files import check_palette_output

    check_palette_output(output, format, inputs=inputs)
    check_replaced(output, force=force)


def write(palette: Palette, output: Path, format: str | None, *, force: bool) -> str:
    """Write a palette file and return a line about it."""
    from colorquant.cli.messages import colors

    palette.save(output, format=format, overwrite=force)
    return f"{click.format_filename(output)}: {colors(len(palette))}"
