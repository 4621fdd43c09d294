"""The current result as a command line and as Python, to copy."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace

from colorquant.quantizer import Quantizer, as_arguments, as_options
from colorquant.studio.downloads import mask_name, name_for

_WIDTH = 88


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a command or a script has to make again.

    Attributes
    ----------
    plan : Quantizer
        What the controls ask for; its format is that of the file.
    names : sequence of str
        The names of the image files; several only under a shared palette.
    masked : bool
        Whether the image has a mask.
    """

    plan: Quantizer
    names: Sequence[str]
    masked: bool = False


def as_command(recipe: Recipe) -> str:
    """Return the command line that writes the same bytes."""
    plan = recipe.plan
    words = ["colorquant", "reduce", *_count(plan), *map(_as_file, recipe.names)]
    words += as_options(plan)
    if recipe.masked:
        words += ["--weights", _as_file(mask_name(recipe.names[0]))]
    if plan.format not in (None, "png"):
        words += ["--ext", f"-cq.{plan.format}"]
    return shlex.join(words)


def as_python(recipe: Recipe) -> str:
    """Return the Python code that writes the same bytes."""
    plan, first = recipe.plan, recipe.names[0]
    format = plan.format or "png"
    if plan.format == "png":  # which holds all alpha, as without a format
        plan = replace(plan, format=None)
    options = [*_count(plan), *as_arguments(plan)]
    lines = ["import colorquant as cq", "", _call("quantizer = cq.Quantizer", options)]
    if plan.shared_palette:
        lines += [
            f"names = {list(recipe.names)!r}",
            "for name, image in zip(names, quantizer.quantize_all(names)):",
            f'    image.save(name.rpartition(".")[0] + "-cq.{format}")',
        ]
        return "\n".join(lines)
    arguments = [repr(first)]
    if recipe.masked:
        arguments.append(f"weights={mask_name(first)!r}")
    lines.append(_call("image = quantizer.quantize", arguments))
    lines.append(f"image.save({name_for(first, format)!r})")
    return "\n".join(lines)


def _count(plan: Quantizer) -> list[str]:
    """Return the number of colors as a word; a given palette has its own."""
    return [] if plan.n is None else [str(plan.n)]


def _call(function: str, arguments: Sequence[str]) -> str:
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"{function}(", *(f"    {each}," for each in arguments), ")"])


def _as_file(name: str) -> str:
    return f"./{name}" if name.startswith("-") or name.isdigit() else name
