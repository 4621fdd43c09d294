"""What the controls say: as a query string, and as the library's options."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from colorquant._validation import Effort, check_effort, check_integer, check_number
from colorquant.color import get_space
from colorquant.dithering import NONE, get_ditherer
from colorquant.errors import InvalidOptionError
from colorquant.palette import get_order

MAX_COLORS = 256
"""What an indexed PNG or GIF holds."""

FORMATS = ("png", "gif", "webp")
TARGETS = ("none", "quality", "max-error", "target-size")
"""What decides how many colors there are; none: `n` itself, else `n` is the most."""

_COLOR = re.compile("[0-9a-f]{6}|[0-9a-f]{8}")
_MAX_BYTES = 2**40


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the controls say.

    Attributes
    ----------
    n : int
        How many colors, or with a target the most, 1 to 256.
    effort, space, sort
        As of `colorquant.quantize`.
    dither, strength
        Which dither, and how strong; None is what suits it. ``"none"`` where no pixel may be off.
    target, limit
        One of `TARGETS`, and its number: pngquant's scale from 0 to 100, CIEDE2000 of the worst
        pixel, or bytes.
    fixed_colors : tuple of tuple of int
        Colors that the palette begins with: red, green, blue and alpha.
    shared : bool
        Whether all images get one palette.
    format : str
        Of the file: one of `FORMATS`.

    Raises
    ------
    InvalidOptionError
        If one of them is out of range, or two do not go together.
    """

    n: int = 64
    effort: Effort = "balanced"
    space: str = "srgb"
    dither: str = "auto"
    strength: float | None = None
    target: str = "none"
    limit: float | None = None
    sort: str = "given"
    fixed_colors: tuple[tuple[int, ...], ...] = ()
    shared: bool = False
    format: str = "png"

    def __post_init__(self) -> None:
        check_integer("the number of colors", self.n, 1, MAX_COLORS)
        check_effort(self.effort)
        get_space(self.space)
        get_order(self.sort)
        get_ditherer(self.dither, self.strength)
        _check_one_of("target", self.target, TARGETS)
        _check_one_of("format", self.format, FORMATS)
        if len(self.fixed_colors) > self.n:
            raise InvalidOptionError(
                f"{len(self.fixed_colors):,} colors are fixed; allowed are "
                f"as many as there are colors, {self.n:,}"
            )
        self._check_target()

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> Settings:
        """Return what a query string says; what it leaves out is as by default.

        Raises
        ------
        InvalidOptionError
            If it says something that there is not.
        """
        known = {field.name for field in fields(cls)}
        for name in query:
            if name not in known:
                raise InvalidOptionError(
                    f"{name!r} is no setting; allowed are {', '.join(sorted(known))}"
                )
        options = {name: _READERS.get(name, str)(value) for name, value in query.items()}
        if options.get("target") == "max-error":
            options.setdefault("dither", NONE)
        return cls(**options)

    @property
    def fixed_rows(self) -> list[tuple[int, ...]] | None:
        """What is locked, as options have it: without alpha where every color is opaque."""
        if not self.fixed_colors:
            return None
        is_opaque = all(color[3] == 255 for color in self.fixed_colors)
        return [color[:3] if is_opaque else color for color in self.fixed_colors]

    @property
    def fit(self) -> dict[str, Any]:
        """What `colorquant.KMeans` takes beside the number."""
        return {"effort": self.effort, "space": self.space, "fixed_colors": self.fixed_rows}

    @property
    def dithering(self) -> dict[str, Any]:
        """What `colorquant.Palette.apply` takes."""
        return {"dither": self.dither, "dither_strength": self.strength}

    def _check_target(self) -> None:
        if self.target == "none":
            if self.limit is not None:
                raise InvalidOptionError("limit is given without a target; allowed is it with one")
            return
        if self.limit is None:
            raise InvalidOptionError(f"target is {self.target} without a limit; a number is needed")
        if self.target == "quality":
            check_integer("the quality", _whole_if_it_is(self.limit), 0, 100)
        elif self.target == "max-error":
            check_number("the greatest color difference", self.limit, 0.0, 200.0)
        else:
            check_number("the size of the file", self.limit, 1.0, _MAX_BYTES)
        if self.dither != NONE and self.target == "max-error":
            raise InvalidOptionError(
                f"dither is {self.dither!r} and target is max-error, which no dither keeps; "
                "allowed is 'none'"
            )
        if self.shared:
            raise InvalidOptionError(
                "a target is met by each image; allowed is it without one palette for all"
            )


def _colors(value: str) -> tuple[tuple[int, ...], ...]:
    return tuple(_color(each) for each in value.split(",") if each)


def _color(value: str) -> tuple[int, ...]:
    if not _COLOR.fullmatch(value.lower()):
        raise InvalidOptionError(
            f"a locked color is {value!r}; allowed is rrggbb or rrggbbaa in hexadecimal"
        )
    red, green, blue, *alpha = bytes.fromhex(value)
    return red, green, blue, *(alpha or [255])


def _whole(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise InvalidOptionError(
            f"the number of colors is {value!r}; allowed is a whole number from 1 to {MAX_COLORS}"
        ) from None


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise InvalidOptionError(f"got {value!r} where a number is needed") from None


def _whole_if_it_is(number: float) -> float:
    return int(number) if number.is_integer() else number


def _flag(value: str) -> bool:
    _check_one_of("shared", value, ("0", "1"))
    return value == "1"


def _check_one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InvalidOptionError(f"{name} is {value!r}; allowed are {', '.join(allowed)}")


_READERS: dict[str, Any] = {
    "n": _whole,
    "strength": _number,
    "limit": _number,
    "fixed_colors": _colors,
    "shared": _flag,
}
