"""A plan written down: as options of the command line, as Python, and as the query of a link."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields
from typing import Any

from colorquant.errors import InvalidOptionError
from colorquant.palette import Palette
from colorquant.pixels import parse_color, to_hex
from colorquant.quantizer.quantizer import Quantizer

_OTHER_FLAGS = {"n": "-k", "fixed_colors": "--fixed-color", "max_bytes": "--target-size"}


def options_of(plan: Quantizer) -> dict[str, Any]:
    """Return the options of a plan that differ from the defaults.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    dict
        The values by the names of the options.
    """
    usual = Quantizer(max_delta_e=plan.max_delta_e, palette=plan.palette)
    kept = ("max_delta_e", "palette")
    return {
        field.name: getattr(plan, field.name)
        for field in fields(plan)
        if field.name in kept or getattr(plan, field.name) != getattr(usual, field.name)
        if getattr(plan, field.name) is not None
    }


def as_options(plan: Quantizer, *, leave_out: Collection[str] = ("n", "format")) -> list[str]:
    """Return the options of ``colorquant reduce`` that ask for a plan.

    Parameters
    ----------
    plan
        The plan.
    leave_out
        Options that are written otherwise: by default, the number of colors, which comes first,
        and the format, which the output names.

    Returns
    -------
    list of str
        Words of a command line.

    Raises
    ------
    InvalidOptionError
        If the command line has no word for a ditherer of your own, `dither_aware`, or colors of
        floats.

    Examples
    --------
    >>> import colorquant as cq
    >>> from colorquant.quantizer import as_options
    >>> as_options(cq.Quantizer(16, fixed_colors=["tomato"], effort="best"))
    ['--effort', 'best', '--fixed-color', '#ff6347']
    """
    words: list[str] = []
    for name, value in options_of(plan).items():
        if name in leave_out:
            continue
        if name == "dither_aware" or (name == "dither" and not isinstance(value, str)):
            raise InvalidOptionError(f"{name} is {value!r}; allowed on a command line is none")
        flag = _OTHER_FLAGS.get(name, f"--{name.replace('_', '-')}")
        if name in ("fixed_colors", "nodata"):
            for color in _colors(value):
                words += [flag, color]
        elif isinstance(value, bool):
            words.append(flag if value else flag.replace("--", "--no-", 1))
        else:
            words += [flag, _word(name, value)]
    return words


def as_arguments(plan: Quantizer, *, leave_out: Collection[str] = ("n",)) -> list[str]:
    """Return the keyword arguments of Python that ask for a plan.

    Parameters
    ----------
    plan
        The plan.
    leave_out
        Options that are written otherwise; by default the number of colors, which comes first.

    Returns
    -------
    list of str
        Such as ``effort='best'``.

    Examples
    --------
    >>> import colorquant as cq
    >>> from colorquant.quantizer import as_arguments
    >>> as_arguments(cq.Quantizer(16, quality=(60, 80), dither="none"))
    ['quality=(60, 80)', "dither='none'"]
    """
    arguments = []
    for name, value in options_of(plan).items():
        if name not in leave_out:
            arguments.append(f"{name}={_literal(name, value)}")
    return arguments


def as_query(plan: Quantizer) -> dict[str, str]:
    """Return the query of a link that holds a plan; `from_query` reads it.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    dict of str
        Texts by the names of the options.
    """
    found = {}
    for name, value in options_of(plan).items():
        if name in ("fixed_colors", "nodata"):
            found[name] = ",".join(color.removeprefix("#") for color in _colors(value))
        elif isinstance(value, bool):
            found[name] = str(int(value))
        else:
            found[name] = _word(name, value)
    return found


def from_query(query: Mapping[str, str]) -> Quantizer:
    """Return the plan that a query asks for.

    Parameters
    ----------
    query
        As `as_query` returns it; what is missing is as by default.

    Returns
    -------
    Quantizer

    Raises
    ------
    InvalidOptionError
        If a name is not that of an option, or a value is out of range.
    """
    for name in query:
        if name not in _READERS:
            raise InvalidOptionError(
                f"{name!r} is not an option; allowed are {', '.join(sorted(_READERS))}"
            )
    return Quantizer(**{name: _READERS[name](name, text) for name, text in query.items()})


def _word(name: str, value: Any) -> str:
    if isinstance(value, Palette):
        return " ".join(_colors(value))
    if name == "quality":
        return f"{value[0]}-{value[1]}"
    if name == "color_depth":
        return ",".join(map(str, value))
    return _number(value) if isinstance(value, float) else str(value)


def _literal(name: str, value: Any) -> str:
    if isinstance(value, Palette) or name == "nodata":
        colors = _colors(value)
        if name == "palette" and isinstance(value, Palette):
            return f"cq.Palette({colors!r}, space={value.space!r})"
        return repr(colors)
    if name == "quality":
        return repr(tuple(value))
    return _number(value) if isinstance(value, float) else repr(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _colors(value: Any) -> list[str]:
    """Return colors as ``#rrggbb``."""
    if isinstance(value, Palette):
        return [to_hex(color) for color in value.colors.tolist()]
    if any(isinstance(channel, float) for row in value for channel in row):
        raise InvalidOptionError(f"nodata is {value}; allowed in text are levels from 0 to 255")
    return [to_hex(row) for row in value]


def _integer(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InvalidOptionError(f"{name} is {text!r}; allowed is a whole number") from None


def _float(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InvalidOptionError(f"{name} is {text!r}; allowed is a number") from None


def _flag(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise InvalidOptionError(f"{name} is {text!r}; allowed are 0, 1")
    return text == "1"


def _text(name: str, text: str) -> str:
    return text


def _list(name: str, text: str) -> list[tuple[int, ...]] | None:
    found: list[tuple[int, ...]] = []
    for each in filter(None, text.replace(" ", ",").split(",")):
        try:
            found.append(parse_color(each))
        except ValueError:
            raise InvalidOptionError(
                f"{name} has {each!r}; allowed is rrggbb or rrggbbaa in hexadecimal"
            ) from None
    return found or None


def _range(name: str, text: str) -> tuple[int, int] | int:
    low, dash, high = text.partition("-")
    return (_integer(name, low), _integer(name, high)) if dash else _integer(name, low)


def _depth(name: str, text: str) -> str | tuple[int, ...]:
    return tuple(_integer(name, each) for each in text.split(",")) if "," in text else text


def _readers(kinds: Mapping[Callable[[str, str], Any], Iterable[str]]) -> dict[str, Any]:
    """Return how the text of each option is read, by its name."""
    return {name: kind for kind, names in kinds.items() for name in names}


# No query names a file: `palette` and `candidates` are lists of colors.
_READERS = _readers(
    {
        _integer: ("n", "seed", "max_bytes"),
        _float: ("min_delta_e", "psnr", "mean_delta_e", "max_delta_e", "dither_strength"),
        _flag: ("add_transparent", "shared_palette", "dither_aware"),
        _text: ("effort", "space", "dither", "sort", "format"),
        _list: ("fixed_colors", "candidates", "nodata", "palette"),
        _range: ("quality",),
        _depth: ("color_depth",),
    }
)
