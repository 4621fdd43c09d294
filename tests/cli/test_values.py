"""What the values of options stand for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from colorquant.cli.values import (
    count_of,
    file_path,
    parse_color,
    parse_difference,
    parse_effort,
    parse_ext,
    parse_share,
    parse_size,
    whole_number,
)
from colorquant.errors import InvalidOptionError


@pytest.mark.parametrize(
    ("text", "expected"),
    [("200000", 200_000), ("200k", 200_000), ("1.5M", 1_500_000), ("2KiB", 2048), ("3mi", 3 << 20)],
)
def test_sizes_have_units(text: str, expected: int) -> None:
    assert parse_size(text) == expected


@pytest.mark.parametrize(
    ("parse", "values"),
    [
        (parse_size, ["", "0", "-1", "200x", "k", "1e9", "nan", "9" * 40]),
        (parse_difference, ["", "-1", "nan", "inf", "much"]),
        (parse_share, ["", "-0.1", "1.1", "nan", "half"]),
        (parse_ext, ["", "png", ".jpg", "/x.png", "a/b.png", "-cq", "\0.png"]),
    ],
    ids=["size", "difference", "share", "ext"],
)
def test_what_is_none_is_refused_beside_what_is_allowed(
    parse: Callable[[str], Any], values: list[str]
) -> None:
    for value in values:
        with pytest.raises(click.BadParameter) as refusal:
            parse(value)
        assert refusal.value.message.startswith(f"got {value!r}; allowed is ")


@pytest.mark.parametrize("ext", [".png", "-cq.png", "-small.WEBP", ".min.gif"])
def test_endings_name_a_format(ext: str) -> None:
    assert parse_ext(ext) == ext


def test_a_number_of_colors_out_of_bounds_may_have_been_a_file() -> None:
    assert count_of("64") == 64
    with pytest.raises(InvalidOptionError, match=r"got '0'.*a file of that name is written \./0"):
        count_of("0")


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
    ("text", "color"),
    [
        ("#0A0b0c", (10, 11, 12, 255)),
        ("ff000080", (255, 0, 0, 128)),
        ("#fff", (255, 255, 255, 255)),
        ("red", (255, 0, 0, 255)),
    ],
)
def test_colors_are_taken(text: str, color: tuple[int, ...]) -> None:
    assert parse_color(text) == color


@pytest.mark.parametrize("text", ["", "#ff", "rad", "#12345678a", "#12345g"])
def test_other_colors_are_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="allowed is #rrggbb, #rrggbbaa or a CSS name"):
        parse_color(text)
