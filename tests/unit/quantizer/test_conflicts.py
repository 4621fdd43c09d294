"""Options that cannot be combined, by every way that they can be written."""

from typing import Any

import pytest

import colorquant as cq
from colorquant.cli.plan import spellings
from colorquant.cli.reduce import reduce
from colorquant.quantizer.conflicts import CONFLICTS, check_conflicts, in_the_users_words

VALUES: dict[str, Any] = {
    "n": 8,
    "effort": "fast",
    "seed": 1,
    "fixed_colors": ["#f00"],
    "color_depth": "rgb565",
    "candidates": "web216",
    "min_delta_e": 5.0,
    "nodata": "#f00",
    "dither_aware": True,
    "shared_palette": True,
    "palette": "gameboy",
    "quality": (60, 80),
    "psnr": 30.0,
    "mean_delta_e": 2.0,
    "max_delta_e": 9.0,
    "max_bytes": 5000,
    "dither": "bayer-8",
    "dither_strength": 0.5,
}
OF_A_FIT = (
    *("n", "effort", "seed", "fixed_colors", "color_depth", "candidates", "min_delta_e"),
    *("weights", "nodata", "dither_aware", "shared_palette"),
)
# Written out once more, so that none is lost from the table without a failure.
EXPECTED = {
    "palette": (*OF_A_FIT, "quality", "psnr", "mean_delta_e", "max_delta_e", "max_bytes"),
    "quality": (
        *("psnr", "mean_delta_e", "max_delta_e", "max_bytes"),
        *("weights", "nodata", "min_delta_e", "shared_palette", "dither_aware"),
    ),
    "psnr": ("shared_palette", "min_delta_e", "dither_aware"),
    "mean_delta_e": ("shared_palette", "min_delta_e", "dither_aware"),
    "max_delta_e": ("shared_palette", "min_delta_e", "dither_aware", "dither", "dither_strength"),
    "max_bytes": ("shared_palette", "min_delta_e"),
    "shared_palette": ("weights",),
}
PAIRS = [(name, other) for name, others in EXPECTED.items() for other in others]


def test_these_are_all_conflicts() -> None:
    in_the_table = {
        (name, other) for names, others, _ in CONFLICTS for name in names for other in others
    }

    assert in_the_table == set(PAIRS)


@pytest.mark.parametrize(("name", "other"), PAIRS)
def test_of_two_that_conflict_one_is_allowed(name: str, other: str) -> None:
    for pair in ((name, other), (other, name)):
        with pytest.raises(cq.InvalidOptionError, match="are given; allowed is one of them: "):
            check_conflicts({each: each for each in pair})


@pytest.mark.parametrize(("name", "other"), [pair for pair in PAIRS if "weights" not in pair])
def test_a_plan_refuses_them(name: str, other: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match="are given; allowed is one of them"):
        cq.Quantizer(**{each: VALUES[each] for each in (name, other)})


def test_every_option_named_is_one_of_the_command_line_or_of_python_alone() -> None:
    named = {name for pair in PAIRS for name in pair}

    assert named - set(spellings(reduce)) == {"dither_aware"}


def test_both_are_named_as_the_user_wrote_them() -> None:
    with pytest.raises(
        cq.InvalidOptionError,
        match=r"^-p and -k are given; allowed is one of them: .*; --candidates takes the best n of",
    ):
        check_conflicts({"palette": "-p", "n": "-k", "candidates": "--candidates"})


@pytest.mark.parametrize(
    "options",
    [
        ("max_delta_e", "max_bytes", "fixed_colors", "n"),
        ("quality", "dither", "fixed_colors"),
        ("palette", "dither", "dither_strength", "sort"),
        ("shared_palette", "nodata"),
    ],
)
def test_others_go_together(options: tuple[str, ...]) -> None:
    check_conflicts({name: name for name in options})


def test_only_what_stands_in_backticks_is_an_option() -> None:
    assert in_the_users_words("a `n` and n", {"n": "-k"}) == "a -k and n"
    assert in_the_users_words("a `psnr`", {"n": "-k"}) == "a psnr"
