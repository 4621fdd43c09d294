"""Parsers of the values of options."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from colorquant._validation import EFFORTS, MAX_COLORS, Effort
from colorquant.cli.messages import refusal
from colorquant.errors import InvalidOptionError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


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


def spaces() -> Collection[str]:
    """Return the names of the color spaces."""
    from colorquant.color import SPACES

    return SPACES


def orders() -> Collection[str]:
    """Return the names of the orders."""
    from colorquant.palette import ORDERS

    return ORDERS


def dithers() -> Collection[str]:
    """Return the names of the dithering methods."""
    from colorquant.dithering import DITHERERS, NONE

    return (NONE, *DITHERERS)


parse_space = one_of(spaces)
parse_sort = one_of(orders)
parse_dither = one_of(dithers)


_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "ki": 2**10, "mi": 2**20}


def _profiles() -> Collection[str]:
    from colorquant.image import PROFILES

    return PROFILES


def _compressions() -> Collection[str]:
    from colorquant.files import COMPRESSIONS

    return COMPRESSIONS


parse_profile = one_of(_profiles, "convert")
parse_compression = one_of(_compressions)


def parse_size(value: str) -> int:
    """Return the bytes of ``200000``, ``200k``, ``1.5M`` or, in powers of two, ``200Ki``."""
    parts = re.fullmatch(r"(\d{1,15}(?:\.\d{1,9})?)\s*(k|m|g|ki|mi|)b?", value.lower())
    size = float(parts[1]) * _UNITS[parts[2]] if parts else 0.0
    if not 1 <= size <= 2**53:
        raise click.BadParameter(f"got {value!r}; allowed is a size such as 200k, 1.5M or 200Ki")
    return int(size)


def parse_difference(value: str) -> float:
    """Return a color difference from 0 on."""
    try:
        difference = float(value)
    except ValueError:
        difference = math.nan
    if not 0.0 <= difference < math.inf:
        raise click.BadParameter(f"got {value!r}; allowed is a number from 0")
    return difference


def parse_color(value: str) -> tuple[int, int, int, int]:
    """Return the red, green, blue and alpha of a color as people write it."""
    from colorquant.pixels import parse_color

    try:
        return parse_color(value)
    except ValueError:
        raise click.BadParameter(
            f"got {value!r}; allowed is #rrggbb, #rrggbbaa or a CSS name"
        ) from None


def parse_share(value: object) -> float:
    """Return a share from 0 to 1."""
    try:
        share = float(str(value))
    except ValueError:
        share = math.nan
    if not 0.0 <= share <= 1.0:
        raise click.BadParameter(f"got {str(value)!r}; allowed is a number from 0 to 1")
    return share


def parse_color_depth(value: str) -> Any:
    """Return the grid that is meant: a name, or three numbers of bits with commas between them."""
    from colorquant.color import COLOR_DEPTHS, bits_of
    from colorquant.errors import InvalidOptionError

    numbers = value.split(",")
    try:
        return bits_of(value if value in COLOR_DEPTHS else tuple(map(int, numbers)))
    except (ValueError, InvalidOptionError):
        allowed = f"{', '.join(COLOR_DEPTHS)}, or three numbers of bits from 1 to 8, such as 4,5,4"
        raise click.BadParameter(f"got {value!r}; allowed are {allowed}") from None


def parse_ext(value: str) -> str:
    """Return what takes the place of an input's ending."""
    from pathlib import PurePath

    from colorquant.files import INDEXED_FORMATS

    is_name = value and "/" not in value and "\\" not in value and "\0" not in value
    if not is_name or PurePath(f"x{value}").suffix.lower() not in INDEXED_FORMATS:
        raise click.BadParameter(
            f"got {value!r}; allowed is a text that ends in {', '.join(INDEXED_FORMATS)}"
        )
    return value


def parse_destination(value: str) -> str:
    """Return where the output goes, as it was written: a slash at the end says folder."""
    if not value:
        raise click.BadParameter("got ''; allowed is a path, a folder or -")
    return value


def count_of(first: str) -> int:
    """Return how many colors a first argument of digits asks for."""
    try:
        return whole_number(1, MAX_COLORS)(first)
    except click.BadParameter as error:
        raise InvalidOptionError(
            f"N: {error.message}; a file of that name is written ./{first}"
        ) from None
