"""What the command line says when it cannot go on, and how it counts."""

import click
import pytest

from colorquant.cli.messages import (
    Failures,
    colors,
    examples,
    print_error,
    print_note,
    refusal,
)
from colorquant.errors import ImageFileError


def test_colors_are_counted_in_words() -> None:
    assert colors(1) == "1 color"
    assert colors(96_615, "distinct") == "96,615 distinct colors"


def test_examples_keep_their_lines() -> None:
    assert examples("one", "two") == "\b\nExamples:\n  one\n  two"


def test_a_refusal_suggests_only_what_is_close() -> None:
    assert refusal("bset", ["fast", "best"]).endswith("(did you mean 'best'?)")
    assert "did you mean" not in refusal("zebra", ["fast", "best"])


def test_an_error_is_one_line_whatever_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    print_error("two\nlines\r\nand a tab\t.")

    assert capsys.readouterr().err == "colorquant: error: two lines and a tab .\n"


def test_a_note_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    print_note("by the\nway")

    assert capsys.readouterr().err == "colorquant: note: by the way\n"


def test_errors_of_single_files_are_printed_and_end_in_status_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    failures = Failures()
    failures.end()
    with failures.reported():
        raise ImageFileError("a.png is not an image")
    with failures.reported():
        pass

    with pytest.raises(click.exceptions.Exit) as ending:
        failures.end()

    assert ending.value.exit_code == 1
    assert capsys.readouterr().err == "colorquant: error: a.png is not an image\n"
