"""The help of a command with many options."""

from collections.abc import Callable
from typing import Any

import click

from colorquant.cli.reduce import reduce

Run = Callable[..., Any]


def test_every_option_is_below_a_heading(colorquant: Run) -> None:
    said = colorquant("reduce", "--help").out

    for option in reduce.params:
        if isinstance(option, click.Option):
            assert said.count(f" {max(option.opts, key=len)} ") >= 1, option.name
    assert "\nNumber of colors:\n" in said
    others = said[said.index("\nOther options:") : said.index("Examples:")]
    assert others.count("\n  -") == 2
