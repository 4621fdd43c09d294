"""What the verbs that fit a palette have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from colorquant.cli.options import (
    candidates_option,
    color_count_option,
    color_depth_option,
    fixed_color_option,
    force_option,
    min_delta_e_option,
    search_options,
)
from colorquant.cli.palette.outputs import format_option, output_option, parse_order

if TYPE_CHECKING:
    from colorquant.histogram import ColorHistogram
    from colorquant.palette import Palette

Verb = TypeVar("Verb", bound=Callable[..., Any])


def palette_options(verb: Verb) -> Verb:
    """Give a verb the options of a fit, and its output."""
    options = (
        color_count_option("256"),
        search_options,
        fixed_color_option,
        color_depth_option,
        candidates_option,
        min_delta_e_option,
        click.option(
            "--sort",
            metavar="ORDER",
            type=parse_order,
            default="none",
            show_default=True,
            help="The order of the colors after the fixed ones: none, luma, hue.",
        ),
        format_option,
        output_option,
        force_option,
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


def of_what(histogram: ColorHistogram, palette: Palette) -> str:
    """Return what a palette was fitted to, in words."""
    optimal = ", proven optimal" if palette.optimal else ""
    return f" of {len(histogram):,} in {histogram.pixel_count:,} pixels{optimal}"
