"""The command itself: help, version, verbs, and how it ends."""

import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.conftest import FAR_TOO_LONG

import colorquant as cq
from colorquant.cli.group import VERBS

Run = Callable[..., Any]


def test_version(colorquant: Run) -> None:
    assert colorquant("--version").out == f"colorquant {cq.__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_names_every_verb(colorquant: Run, arguments: list[str]) -> None:
    outcome = colorquant(*arguments)

    assert outcome.status == 0
    assert all(f"\n  {verb} " in outcome.out for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_examples(colorquant: Run, verb: str) -> None:
    outcome = colorquant(verb, "--help")

    assert outcome.status == 0
    assert f"Examples:\n    colorquant {verb}" in outcome.out


def test_a_mistyped_verb_gets_a_suggestion(colorquant: Run) -> None:
    outcome = colorquant("redcue", "photo.jpg")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "got 'redcue'; allowed are reduce, apply, palette, " in outcome.err
    assert "(did you mean 'reduce'?)" in outcome.err


@pytest.mark.parametrize("arguments", [["--nonsense"], ["reduce", "--nonsense"]])
def test_an_unknown_option_is_named(colorquant: Run, arguments: list[str]) -> None:
    outcome = colorquant(*arguments)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "--nonsense" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [(["reduce", "--efort"], "--effort"), (["palette", "fit", "--candidate"], "--candidates")],
)
def test_a_mistyped_option_gets_a_suggestion(
    colorquant: Run, arguments: list[str], meant: str
) -> None:
    outcome = colorquant(*arguments)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "Did you mean" in outcome.err
    assert meant in outcome.err


def test_an_interrupt_ends_in_one_line(
    colorquant: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("colorquant.quantizer.Quantizer.quantize", interrupt)

    outcome = colorquant("reduce", photo, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 130
    assert "interrupted" in outcome.err


def test_a_full_disk_ends_in_one_line(
    colorquant: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "out.png"))

    monkeypatch.setattr("colorquant.quantizer.Quantizer.quantize", fill_up)

    outcome = colorquant("reduce", photo, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert "No space left" in outcome.err


def test_a_note_is_one_line_for_each_photo(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    frames = [Image.open(photo), Image.open(photo).rotate(180)]
    folder = tmp_path / "reduced"
    folder.mkdir()
    for name in ("one.tiff", "two\nlines.tiff"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])

    outcome = colorquant("reduce", *tmp_path.glob("*.tiff"), "--first-frame", "-o", folder)

    assert outcome.status == 0
    one, two = sorted(outcome.err.splitlines())
    assert one.startswith("colorquant: note: ")
    assert one.endswith("one.tiff has 2 frames; only the first is taken")
    assert two.endswith("two lines.tiff has 2 frames; only the first is taken")


def test_warnings_of_others_are_left_as_they_are(
    colorquant: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warn(*arguments: object, **options: object) -> None:
        warnings.warn("of another", DeprecationWarning, stacklevel=1)
        raise KeyboardInterrupt

    monkeypatch.setattr("colorquant.quantizer.Quantizer.quantize", warn)

    with pytest.warns(DeprecationWarning, match="of another"):
        colorquant("reduce", photo, "-o", tmp_path / "out.png")


def test_a_reader_who_leaves_hears_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "colorquant", "--help"]

    done = subprocess.run(
        command,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=FAR_TOO_LONG,
        check=False,
    )
    os.close(writing)

    assert done.stderr == ""


def test_a_verb_is_imported_when_it_is_called_for() -> None:
    script = (
        "import sys\n"
        "from colorquant.cli import main\n"
        "try:\n"
        "    main(['--version'])\n"
        "finally:\n"
        "    print({'colorquant.cli.reduce', 'colorquant.compare'} & {*sys.modules})\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=FAR_TOO_LONG,
        check=True,
    )

    assert done.stdout == f"colorquant {cq.__version__}\nset()\n"
