"""What the verbs that fit a palette have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from colorquant.cli.options import file_path, fitting_options, parse_color, parse_grid
from colorquant.cli.palette.outputs import format_option, output_option, parse_order

if TYPE_CHECKING:
    from colorquant.fitting import KMeans
    from colorquant.histogram import ColorHistogram
    from colorquant.palette import Palette

Verb = TypeVar("Verb", bound=Callable[..., Any])


def palette_options(verb: Verb) -> Verb:
    """Give a verb everything that steers the fit of a palette, and its output."""
    options = (
        fitting_options,
        click.option(
            "--fixed-color",
            metavar="COLOR",
            type=parse_color,
            multiple=True,
            help="A color that the palette must have, exactly, #rrggbb or #rrggbbaa; repeatable.",
        ),
        click.option(
            "--color-depth",
            metavar="GRID",
            type=parse_grid,
            help="The colors that the hardware has: rgb565, rgb555 or another name, or bits: "
            "4,5,4.",
        ),
        click.option(
            "--candidates",
            metavar="FILE",
            type=file_path,
            help="A palette file of the colors that there are: the best N of them are taken.",
        ),
        click.option(
            "--sort",
            metavar="ORDER",
            type=parse_order,
            default="given",
            show_default=True,
            help="The order of the colors behind what is locked: given, luma, hue.",
        ),
        format_option,
        output_option,
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


@dataclass(frozen=True)
class PaletteFit:
    """A fit whose options are checked, and the order of what it finds."""

    fitter: KMeans
    order: str

    @classmethod
    def of(
        cls, *, candidates: Path | None, fixed_colors: Any, sort: str, **fitting: Any
    ) -> PaletteFit:
        """Return what the options of a command ask for."""
        from colorquant.fitting import KMeans
        from colorquant.palette import Palette

        there_are = None if candidates is None else Palette.load(candidates, space=fitting["space"])
        return cls(KMeans(fixed_colors=fixed_colors or None, candidates=there_are, **fitting), sort)

    def run(self, histogram: ColorHistogram) -> Palette:
        """Fit the palette; what is locked stays at its front."""
        return self.fitter.fit(histogram).sorted(self.order, keep=len(self.fitter.fixed_entries))


def of_what(histogram: ColorHistogram, palette: Palette) -> str:
    """Return what a palette was fitted to, in words."""
    optimal = ", proven optimal" if palette.optimal else ""
    return f" of {len(histogram):,} in {histogram.pixel_count:,} pixels{optimal}"
