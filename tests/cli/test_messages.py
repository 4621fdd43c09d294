"""What the command line says when it cannot go on, and how it counts."""

import pytest

from colorquant.cli.messages import colors, examples, print_error, print_note, refusal


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
