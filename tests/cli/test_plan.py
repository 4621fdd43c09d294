"""From the options of a command line to a plan."""

from pathlib import Path
from typing import Any

import click
import pytest

import colorquant as cq
from colorquant.cli.plan import check_exclusive, in_options, make_plan, palette_file, spellings
from colorquant.cli.reduce import apply, reduce
from colorquant.errors import InvalidOptionError


def plan_of(*arguments: str) -> cq.Quantizer:
    with reduce.make_context("reduce", [*arguments, "photo.png"]) as ctx:
        return make_plan(ctx, {**ctx.params, "n": ctx.params["n"]})


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {}),
        (["-k", "8", "--dither", "none"], {"n": 8, "dither": "none"}),
        (["--fixed-color", "red", "--fixed-color", "#00f"], {"fixed_colors": ["red", "#0000ff"]}),
        (["--color-depth", "4,5,4"], {"color_depth": (4, 5, 4)}),
        (["-Q", "60-80"], {"quality": (60, 80)}),
        (["--target-size", "2k"], {"max_bytes": 2000}),
        (["--nofs"], {"dither": "none"}),
        (["--floyd=0.5"], {"dither": "floyd-steinberg", "dither_strength": 0.5}),
        (["-s", "1"], {"effort": "best"}),
        (["--posterize", "3"], {"color_depth": (5, 5, 5)}),
        (["-p", "gameboy", "--space", "oklab"], {"palette": "gameboy", "space": "oklab"}),
    ],
)
def test_options_are_those_of_the_plan(arguments: list[str], options: dict[str, Any]) -> None:
    assert plan_of(*arguments) == cq.Quantizer(**options)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-p", "gray4", "-k", "8"], "^--palette and --colors are given; allowed is one of them"),
        (["--nofs", "--dither", "auto"], "^--nofs and --dither are .*: both set --dither$"),
        (["--nofs", "--dither-strength", "1"], "^--nofs and --dither-strength are given"),
        (["-s", "3", "--effort", "best"], "^--speed and --effort are .*: both set --effort$"),
        (["--max-delta-e", "5", "--floyd"], "^--max-delta-e and --floyd are given"),
        (["-p", "gamboy"], "did you mean 'gameboy'"),
        (["-p", "#000000 #12345"], "'#12345' is not a color"),
        (["-p", "#000000 #000000"], "repeats 1"),
    ],
)
def test_what_cannot_be_is_refused_in_the_words_of_the_command_line(
    arguments: list[str], message: str
) -> None:
    with pytest.raises(cq.ColorQuantError, match=message):
        plan_of(*arguments)


def test_messages_of_the_library_name_options_as_they_are_written() -> None:
    assert in_options("min_delta_e is 200; a space", spellings(reduce)) == (
        "--min-delta-e is 200; a space"
    )


def test_an_option_is_written_in_full() -> None:
    assert spellings(apply)["force"] == "--force"
    assert spellings(reduce)["max_bytes"] == "--target-size"


def test_two_options_that_exclude_each_other_are_refused_only_together() -> None:
    for arguments in (["-q"], ["-v"], []):
        with reduce.make_context("reduce", [*arguments, "a.png"]) as ctx:
            check_exclusive(ctx, "quiet", {"verbose": "quiet prints nothing"})
    with (
        reduce.make_context("reduce", ["-q", "-v", "a.png"]) as ctx,
        pytest.raises(InvalidOptionError, match=r"^--quiet and --verbose are given; .*: quiet pr"),
    ):
        check_exclusive(ctx, "quiet", {"verbose": "quiet prints nothing"})


def test_a_palette_may_be_a_file(tmp_path: Path) -> None:
    cq.Palette([[1, 2, 3]]).save(tmp_path / "own.hex")

    assert palette_file(str(tmp_path / "own.hex")) == tmp_path / "own.hex"
    assert palette_file("gray4") is None
    assert palette_file("#000000") is None
    assert palette_file(None) is None


def test_defaults_are_not_given(tmp_path: Path) -> None:
    command = click.Command("x", params=[click.Option(["--sort"], default="hue")])
    with command.make_context("x", []) as ctx:
        assert make_plan(ctx, ctx.params) == cq.Quantizer()
