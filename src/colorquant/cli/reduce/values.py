"""What the values of options stand for."""

import math
import re
from collections.abc import Collection

import click

from colorquant.cli.options import one_of
from colorquant.errors import InvalidOptionError

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
    from colorquant._validation import MAX_COLORS
    from colorquant.cli.options import whole_number

    try:
        return whole_number(1, MAX_COLORS)(first)
    except click.BadParameter as error:
        raise InvalidOptionError(
            f"N: {error.message}; a file of that name is written ./{first}"
        ) from None
