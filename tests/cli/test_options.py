"""The options that several verbs share."""

from collections.abc import Callable
from typing import Any

import click
import pytest

from colorquant.cli import options
from colorquant.cli.reduce import apply, reduce

Run = Callable[..., Any]


def option_of(command: click.Command, name: str) -> click.Option:
    return next(
        each for each in command.params if isinstance(each, click.Option) and each.name == name
    )


def test_names_are_looked_up_for_the_help_alone(
    colorquant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "gameboy" in colorquant("reduce", "--help").out
    option = option_of(reduce, "palette")
    assert isinstance(option, options.LazyHelpOption)
    monkeypatch.setattr(option, "_lazy_help", lambda: "looked up")
    assert "looked up" in (option.get_help_record(click.Context(reduce)) or ("", ""))[1]


def test_both_verbs_share_their_options() -> None:
    names = {option.name for option in apply.params if isinstance(option, click.Option)}

    assert names - {"scheduler"} <= {option.name for option in reduce.params}


@pytest.mark.parametrize("command", [reduce, apply], ids=["reduce", "apply"])
def test_every_option_has_a_help(command: click.Command) -> None:
    for option in command.params:
        if isinstance(option, click.Option):
            record = option.get_help_record(click.Context(command))
            assert record is not None
            assert record[1].strip(), option.name
