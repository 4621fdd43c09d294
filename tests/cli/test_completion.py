"""``colorquant completion``: the scripts, and what they are answered."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from tests.conftest import FAR_TOO_LONG

Run = Callable[..., Any]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_asks_the_command(colorquant: Run, shell: str) -> None:
    outcome = colorquant("completion", shell)

    assert outcome.status == 0
    assert f"_COLORQUANT_COMPLETE={shell}_complete" in outcome.out


def test_a_mistyped_shell_gets_a_suggestion(colorquant: Run) -> None:
    outcome = colorquant("completion", "bsh")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "got 'bsh'; allowed are bash, zsh, fish (did you mean 'bash'?)" in outcome.err


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("colorquant pal", ["plain,palette"]),
        ("colorquant palette s", ["plain,sort", "plain,show"]),
        ("colorquant histogram me", ["plain,merge"]),
        ("colorquant histogram photo", ["file,photo"]),
        ("colorquant info photo", ["file,photo"]),
        ("colorquant apply a.gpl --dither-", ["plain,--dither-strength"]),
        ("colorquant nonsense x", []),
    ],
)
def test_what_a_shell_asks_is_answered(words: str, answer: list[str]) -> None:
    script = "from colorquant.cli import main; main(prog_name='colorquant')"
    asked = {
        "_COLORQUANT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        timeout=FAR_TOO_LONG,
        check=False,
    )

    assert done.stdout.split() == answer
    assert done.stderr == ""
