"""What the values of options stand for."""

from collections.abc import Callable
from typing import Any

import click
import pytest

from colorquant.cli.options import parse_share
from colorquant.cli.reduce.values import (
    count_of,
    parse_difference,
    parse_ext,
    parse_size,
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
