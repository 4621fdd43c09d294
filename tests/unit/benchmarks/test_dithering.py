"""The command, on a small made photograph."""

import json
from pathlib import Path

import pytest
from benchmarks.dithering import dithering
from benchmarks.peers import all_ditherers, select_peers
from click.testing import CliRunner
from PIL import Image
from tests.conftest import make_photo

BASICS = ["-k", "4", "--jobs", "1", "--measures", "distortion,bands"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        Image.fromarray(make_photo(24, 32, seed=number)).save(tmp_path / f"photo{number}.png")
    return tmp_path


def test_every_ditherer_has_its_own_name() -> None:
    names = [peer.name for peer in all_ditherers(["none", "a", "b"], [0.5, 1.0])]

    assert names[:5] == [
        "colorquant none",
        "colorquant a 0.5",
        "colorquant a 1",
        "colorquant b 0.5",
        "colorquant b 1",
    ]
    assert len(set(names)) == len(names)


def test_a_command_that_is_missing_is_skipped_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")

    _, skipped = select_peers(all_ditherers(["none"], []), ["pngquant", "ffmpeg*"], slow=True)

    assert skipped["pngquant"] == "no command pngquant"
    assert len(skipped) == 3


def test_it_judges_and_times_each_peer_and_keeps_the_numbers(folder: Path) -> None:
    options = ["--images", str(folder), "--only", f"{folder.name}/*", "--every", "2"]
    options += ["--peers", "colorquant none,pillow*", "--rounds", "1"]

    run = CliRunner().invoke(dithering, [*BASICS, *options, "--json", str(folder / "run.json")])

    assert run.exit_code == 0, run.output
    assert f"### {folder.name}, N = 4 (2 images)" in run.output
    assert "| peer | distortion | bands | ms/MP |" in run.output
    judged = json.loads((folder / "run.json").read_text())["judged"]
    assert [one["image"] for one in judged[::3]] == [
        f"{folder.name}/photo0",
        f"{folder.name}/photo2",
    ]
    assert [one["ms_per_megapixel"] is not None for one in judged] == [True] * 3 + [False] * 3


def test_a_ditherer_that_fails_does_not_end_the_run(folder: Path) -> None:
    options = ["--images", str(folder), "--only", f"{folder.name}/photo0", "--rounds", "0"]
    options += ["--ditherers", "none,no-such", "--peers", "colorquant*"]

    run = CliRunner().invoke(dithering, [*BASICS, *options])

    assert run.exit_code == 0, run.output
    assert "- colorquant no-such, N = 4: failed:" in run.output


def test_gradients_are_there_without_a_folder() -> None:
    options = ["--only", "gradients/sky", "--peers", "colorquant none", "--rounds", "0"]

    run = CliRunner().invoke(dithering, [*BASICS, *options])

    assert "### gradients, N = 4 (1 images)" in run.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--measures", "beauty"], "--measures takes ssimulacra2, "),
        (["--only", "no/such"], "no image has such a name"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(options: list[str], message: str) -> None:
    run = CliRunner().invoke(dithering, options)

    assert run.exit_code == 2
    assert message in run.output
