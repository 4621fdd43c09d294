"""The options that several verbs share."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from colorquant._validation import EFFORTS, MAX_COLORS, MAX_THREADS, Effort
from colorquant.cli.messages import refusal

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Verb = TypeVar("Verb", bound=Callable[..., Any])


class LazyHelpOption(click.Option):
    """An option whose help names what there is, looked up only when help is asked for."""

    def __init__(self, *args: Any, lazy_help: Callable[[], str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lazy_help = lazy_help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's two columns of help."""
        self.help = self._lazy_help()
        return super().get_help_record(ctx)


def whole_number(lowest: int, highest: int) -> Callable[[object], int]:
    """Return a parser of whole numbers within bounds (both included)."""

    def parse(value: object) -> int:
        try:
            number = int(str(value))
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:
            bounds = f"from {lowest:,} to {highest:,}"
            raise click.BadParameter(f"got {str(value)!r}; allowed is a whole number {bounds}")
        return number

    return parse


class FilePath(click.ParamType):  # type: ignore[type-arg]  # no generic in older clicks
    """A path; nothing at all, as of an unset variable, is none."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path that is meant."""
        if not str(value):
            raise click.BadParameter("got ''; allowed is a path")
        return Path(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Let the shell complete names of files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


file_path = FilePath()


def parse_color(value: str) -> tuple[int, ...]:
    """Return the red, green, blue and alpha of ``#rrggbb``, which is opaque, or ``#rrggbbaa``."""
    if not re.fullmatch("#?([0-9a-fA-F]{6}|[0-9a-fA-F]{8})", value):
        raise click.BadParameter(f"got {value!r}; allowed is #rrggbb or #rrggbbaa")
    red, green, blue, *alpha = bytes.fromhex(value.removeprefix("#"))
    return red, green, blue, *(alpha or [255])


def parse_effort(value: str) -> Effort:
    """Return the effort that is meant."""
    for effort in EFFORTS:
        if value == effort:
            return effort
    raise click.BadParameter(refusal(value, EFFORTS))


def one_of(
    names: Callable[[], Collection[str]], default: str | None = None
) -> Callable[[str], str]:
    """Return a parser of names, which are looked up for all but the default."""

    def parse(value: str) -> str:
        if value != default and value not in (known := names()):
            raise click.BadParameter(refusal(value, known))
        return value

    return parse


def _spaces() -> Collection[str]:
    from colorquant.color import SPACES

    return SPACES


def _orders() -> Collection[str]:
    from colorquant.palette import ORDERS

    return ORDERS


def _dithers() -> Collection[str]:
    from colorquant.dithering import DITHERERS, NONE

    return (NONE, *DITHERERS)


parse_space = one_of(_spaces, "srgb")
parse_sort = one_of(_orders, "given")
parse_dither = one_of(_dithers, "auto")


def _help_of_spaces() -> str:
    return f"The color space in which colors are near or far: {', '.join(_spaces())}."


def help_of_sort() -> str:
    """Return what the orders are."""
    return (
        f"The order of the colors behind what is locked: {', '.join(_orders())}; given is from "
        "dark to light, or the catalog's, or that of an indexed photo that keeps its colors."
    )


def _help_of_dither() -> str:
    return (
        "How colors that the palette has not are mixed from neighboring pixels: "
        f"{', '.join(_dithers())}."
    )


def parse_share(value: object) -> float:
    """Return a share from 0 to 1."""
    try:
        share = float(str(value))
    except ValueError:
        share = math.nan
    if not 0.0 <= share <= 1.0:
        raise click.BadParameter(f"got {str(value)!r}; allowed is a number from 0 to 1")
    return share


def parse_grid(value: str) -> Any:
    """Return the grid that is meant: a name, or three numbers of bits with commas between them."""
    from colorquant.color import COLOR_DEPTHS, bits_of
    from colorquant.errors import InvalidOptionError

    numbers = value.split(",")
    try:
        return bits_of(value if value in COLOR_DEPTHS else tuple(map(int, numbers)))
    except (ValueError, InvalidOptionError):
        allowed = f"{', '.join(COLOR_DEPTHS)}, or three numbers of bits from 1 to 8, such as 4,5,4"
        raise click.BadParameter(f"got {value!r}; allowed are {allowed}") from None


space_option = click.option(
    "--space",
    metavar="SPACE",
    type=parse_space,
    default="srgb",
    show_default=True,
    cls=LazyHelpOption,
    lazy_help=_help_of_spaces,
)
threads_option = click.option(
    "-t",
    "--threads",
    metavar="THREADS",
    type=whole_number(1, MAX_THREADS),
    show_default="$COLORQUANT_THREADS, or one per core",
    help="How many threads to use; the result does not depend on it.",
)
nodata_option = click.option(
    "--nodata",
    metavar="COLOR",
    type=parse_color,
    multiple=True,
    help="A color to leave out, #rrggbb or #rrggbbaa; repeatable.",
)


def dither_options(verb: Verb) -> Verb:
    """Give a verb ``--dither`` and ``--dither-strength``."""
    kind = click.option(
        "--dither",
        metavar="KIND",
        type=parse_dither,
        default="auto",
        show_default=True,
        cls=LazyHelpOption,
        lazy_help=_help_of_dither,
    )
    strength = click.option(
        "--dither-strength",
        metavar="S",
        type=parse_share,
        show_default="what suits the kind",
        help="How much is mixed, from 0, not at all, to 1.",
    )
    return kind(strength(verb))


def color_count_option(default: int | None, told: str) -> Callable[[Verb], Verb]:
    """Return what gives a verb ``-k``."""
    return click.option(
        "-k",
        "--colors",
        "n",
        metavar="N",
        type=whole_number(1, MAX_COLORS),
        default=default,
        show_default=told,
        help=f"How many colors to keep, 1 to {MAX_COLORS:,}.",
    )


def fitting_options(verb: Verb) -> Verb:
    """Give a verb ``-k``, ``--effort``, ``--space``, ``--seed`` and ``--threads``."""
    return color_count_option(64, "64")(search_options(verb))


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
            help="Where chance starts; the same seed gives the same colors everywhere.",
        ),
        threads_option,
    )
    for option in reversed(options):
        verb = option(verb)
    return verb
