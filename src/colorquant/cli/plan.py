"""From the options of a command line to a plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from colorquant.errors import InvalidOptionError

if TYPE_CHECKING:
    from colorquant.quantizer import Quantizer

_BITS = 8


def make_plan(ctx: click.Context, options: Mapping[str, Any], **more: Any) -> Quantizer:
    """Return the plan that options ask for.

    Parameters
    ----------
    ctx
        Of the command: which of its options are on the command line, and how they are written.
    options
        The values of the options by their names; those that are none of a plan are left out.
    **more
        What the arguments ask for, such as ``n``.

    Raises
    ------
    InvalidOptionError
        If options conflict or are out of range, in the words of the command line.
    """
    from dataclasses import fields

    from colorquant.quantizer import Quantizer, check_conflicts

    spelling = spellings(ctx.command)
    known = {field.name for field in fields(Quantizer)}
    values = {name: value for name, value in options.items() if _is_given(ctx, name)}
    values = {**values, **{name: value for name, value in more.items() if value is not None}}
    given = {name: spelling.get(name, name) for name in values if name in {*known, "weights"}}
    _translate_pngquant(values, given, spelling)
    if values.get("dither") == "none":
        given.pop("dither")
    check_conflicts(given)
    try:
        return Quantizer(**{name: value for name, value in values.items() if name in known})
    except InvalidOptionError as error:
        raise InvalidOptionError(in_options(str(error), spelling)) from None


def in_options(message: str, spelling: Mapping[str, str]) -> str:
    """Return a message of the library in which options are written as on the command line."""
    message = message.replace("overwrite=True", "-f")
    for name, written in spelling.items():
        if "_" in name or name == "candidates":  # the others are words of English, too
            message = re.sub(rf"\b{name}\b", written, message)
    return message


def spellings(command: click.Command) -> dict[str, str]:
    """Return how each option of a command is written, by its name."""
    return {option.name: max(option.opts, key=len) for option in command.params if option.name}


def check_exclusive(ctx: click.Context, name: str, others: Mapping[str, str]) -> None:
    """Refuse an option beside others.

    Parameters
    ----------
    ctx
        Of the command.
    name
        The option.
    others
        The reason for each option that does not go with it.

    Raises
    ------
    InvalidOptionError
        If one of them is given, too.
    """
    spelling = spellings(ctx.command)
    for other, why in others.items():
        if _is_given(ctx, name) and _is_given(ctx, other):
            raise InvalidOptionError(
                f"{spelling[name]} and {spelling[other]} are given; allowed is one of them: {why}"
            )


def _is_given(ctx: click.Context, name: str) -> bool:
    return ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE


def _translate_pngquant(
    values: dict[str, Any], given: dict[str, str], spelling: Mapping[str, str]
) -> None:
    """Turn pngquant's options into those of a plan; each of these may be given once."""
    from colorquant.cli.pngquant import effort_of_speed

    translated: dict[str, Callable[[Any], dict[str, Any]]] = {
        "speed": lambda speed: {"effort": effort_of_speed(speed)},
        "posterize": lambda bits: {"color_depth": (_BITS - bits,) * 3},
        "nofs": lambda _: {"dither": "none"},
        "floyd": lambda share: {"dither": "floyd-steinberg", "dither_strength": share},
    }
    for name, translate in translated.items():
        if name not in values:
            continue
        for option, value in translate(values.pop(name)).items():
            if option in given:
                raise InvalidOptionError(
                    f"{spelling[name]} and {given[option]} are given; allowed is one of them: "
                    f"both set --{option.replace('_', '-')}"
                )
            values[option], given[option] = value, spelling[name]
    if spelling.get("nofs", "") == given.get("dither") and "dither_strength" in given:
        raise InvalidOptionError(
            f"{given['dither']} and {given['dither_strength']} are given; allowed is one of them: "
            "there is no dither then"
        )


def palette_file(value: str | None) -> Path | None:
    """Return the file that an option for a palette names, if it names one."""
    if value is None or value.startswith("#"):
        return None
    path = Path(value)
    return path if path.is_file() else None
