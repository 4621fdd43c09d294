"""The options that several verbs share."""

from pathlib import Path

import click
import pytest

from colorquant.cli.options import file_path, parse_color, parse_effort, whole_number


@pytest.mark.parametrize("text", ["1", "64", "65536", " 7 ", "+8"])
def test_whole_numbers_within_bounds_are_taken(text: str) -> None:
    assert whole_number(1, 65_536)(text) == int(text)


@pytest.mark.parametrize("text", ["0", "65537", "-1", "1.5", "1e3", "many", "", "9" * 5000])
def test_anything_else_is_refused_beside_what_is_allowed(text: str) -> None:
    with pytest.raises(click.BadParameter) as refusal:
        whole_number(1, 65_536)(text)

    assert refusal.value.message == (f"got {text!r}; allowed is a whole number from 1 to 65,536")


def test_a_path_is_not_empty() -> None:
    assert file_path("a/b.png") == Path("a", "b.png")
    with pytest.raises(click.BadParameter, match="got ''"):
        file_path("")


@pytest.mark.parametrize("effort", ["fast", "balanced", "best"])
def test_efforts_are_taken(effort: str) -> None:
    assert parse_effort(effort) == effort


def test_a_mistyped_effort_gets_a_suggestion() -> None:
    with pytest.raises(click.BadParameter, match="did you mean 'balanced'"):
        parse_effort("balance")


@pytest.mark.parametrize(
    ("text", "color"), [("#0A0b0c", (10, 11, 12, 255)), ("ff000080", (255, 0, 0, 128))]
)
def test_colors_are_taken(text: str, color: tuple[int, ...]) -> None:
    assert parse_color(text) == color


@pytest.mark.parametrize("text", ["", "#fff", "red", "#12345678a", "#12345g"])
def test_other_colors_are_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="allowed is #rrggbb or #rrggbbaa"):
        parse_color(text)
