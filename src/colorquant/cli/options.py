"""The options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from colorquant._validation import EFFORTS, MAX_COLORS, MAX_THREADS
from colorquant.cli.values import (
    dithers,
    orders,
    parse_color,
    parse_color_depth,
    parse_difference,
    parse_dither,
    parse_effort,
    parse_share,
    parse_sort,
    parse_space,
    spaces,
    whole_number,
)

Verb = TypeVar("Verb", bound=Callable[..., Any])


def _print_version(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
    """Print the version and stop, if it is wanted."""
    if wanted:
        from colorquant import __version__

        click.echo(f"colorquant {__version__}")
        ctx.exit()


version_option = click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)


class LazyHelpOption(click.Option):
    """An option whose help lists names, looked up only when help is asked for."""

    def __init__(self, *args: Any, lazy_help: Callable[[], str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lazy_help = lazy_help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's two columns of help."""
        self.help = self._lazy_help()
        return super().get_help_record(ctx)


def _help_of_palette() -> str:
    from colorquant.palette import NAMED_PALETTES

    return (
        'Map to this palette instead of fitting one: a palette file, "#rrggbb #rrggbb", or a '
        f"name: {', '.join(NAMED_PALETTES)}."
    )


def _help_of_sort() -> str:
    return (
        f"The order of the colors after the fixed ones: {', '.join(orders())}; none is from dark "
        "to light, or that of the candidates, the palette, or an indexed image that keeps its "
        "colors."
    )


def _help_of_dither() -> str:
    return f"The dithering method: {', '.join(dithers())}."


color_depth_option = click.option(
    "--color-depth",
    metavar="DEPTH",
    type=parse_color_depth,
    help="The colors the hardware can show: rgb565, rgb555 or another name, or bits: 4,5,4.",
)
fixed_color_option = click.option(
    "--fixed-color",
    "fixed_colors",
    metavar="COLOR",
    type=parse_color,
    multiple=True,
    help="A color that the palette contains exactly, #rrggbb, #rrggbbaa or a CSS name; repeatable.",
)
candidates_option = click.option(
    "--candidates",
    metavar="PALETTE",
    help="Candidate colors, as for --palette; the best N are chosen.",
)
min_delta_e_option = click.option(
    "--min-delta-e",
    metavar="ΔE",
    type=parse_difference,
    help="The smallest CIEDE2000 between two colors of the palette.",
)
palette_option = click.option(
    "-p",
    "--palette",
    metavar="PALETTE",
    cls=LazyHelpOption,
    lazy_help=_help_of_palette,
)
add_transparent_option = click.option(
    "--add-transparent/--no-add-transparent",
    default=True,
    show_default=True,
    help="Give an opaque palette a transparent entry for the transparent pixels of an image.",
)
sort_option = click.option(
    "--sort",
    metavar="ORDER",
    type=parse_sort,
    default="none",
    show_default=True,
    cls=LazyHelpOption,
    lazy_help=_help_of_sort,
)
space_option = click.option(
    "--space",
    metavar="SPACE",
    type=parse_space,
    show_default="srgb",
    cls=LazyHelpOption,
    lazy_help=lambda: f"The color space in which distances are measured: {', '.join(spaces())}.",
)
threads_option = click.option(
    "-t",
    "--threads",
    metavar="THREADS",
    type=whole_number(1, MAX_THREADS),
    show_default="$COLORQUANT_THREADS, or one per core",
    help="The number of threads; the result does not depend on it.",
)
nodata_option = click.option(
    "--nodata",
    metavar="COLOR",
    type=parse_color,
    multiple=True,
    help="A color to leave out of the fit, #rrggbb, #rrggbbaa or a CSS name; repeatable.",
)
force_option = click.option("-f", "--force", is_flag=True, help="Replace existing files.")


def dither_options(verb: Verb) -> Verb:
    """Give a verb ``--dither`` and ``--dither-strength``."""
    method = click.option(
        "--dither",
        metavar="METHOD",
        type=parse_dither,
        show_default="auto",
        cls=LazyHelpOption,
        lazy_help=_help_of_dither,
    )
    strength = click.option(
        "--dither-strength",
        metavar="S",
        type=parse_share,
        show_default="what suits the method",
        help="From 0, which maps to the nearest color, to 1.",
    )
    return method(strength(verb))


def color_count_option(shown: str, default: int | None = None) -> Callable[[Verb], Verb]:
    """Return what gives a verb ``-k``."""
    return click.option(
        "-k",
        "--colors",
        "n",
        metavar="N",
        type=whole_number(1, MAX_COLORS),
        default=default,
        show_default=shown,
        help=f"The number of colors, 1 to {MAX_COLORS:,}.",
    )


def search_options(verb: Verb) -> Verb:
    """Give a verb ``--effort``, ``--space``, ``--seed`` and ``--threads``."""
    options = (
        click.option(
            "--effort",
            metavar="EFFORT",
            type=parse_effort,
            default="balanced",
            show_default=True,
            help=f"How hard to look for better colors: {', '.join(EFFORTS)}.",
        ),
        space_option,
        click.option(
            "--seed",
            metavar="SEED",
            type=whole_number(0, 2**64 - 1),
            default=0,
            show_default=True,
            help="Random seed.",
        ),
        threads_option,
    )
    for option in reversed(options):
        verb = option(verb)
    return verb
