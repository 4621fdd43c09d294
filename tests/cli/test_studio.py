"""``colorquant studio``: an address on the first line, and an end by Ctrl-C."""

import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import FAR_TOO_LONG

from colorquant.cli import studio as verb

Run = Callable[..., Any]


def test_it_prints_its_address_serves_the_page_and_ends_by_ctrl_c(photo: Path) -> None:
    options = ["studio", "--no-browser", "--port", "0", str(photo)]
    command = [sys.executable, "-m", "colorquant", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address, _, token = process.stdout.readline().strip().partition("#token=")
        with urllib.request.urlopen(address) as page:
            assert "colorquant studio" in page.read().decode()
        asked = urllib.request.Request(f"{address}api/given", headers={"x-studio-token": token})
        with urllib.request.urlopen(asked) as told:
            assert '"photo.png"' in told.read().decode()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=FAR_TOO_LONG)
    finally:
        process.kill()

    assert (process.returncode, out, err) == (0, "", "")


def test_a_file_that_is_not_there_is_refused(colorquant: Run, tmp_path: Path) -> None:
    outcome = colorquant("studio", "--no-browser", "--port", "0", tmp_path / "no.png")

    assert outcome.status == 1
    assert outcome.is_one_line_error
    assert "does not exist" in outcome.err


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_cannot_be_is_refused(colorquant: Run, port: str) -> None:
    outcome = colorquant("studio", "--no-browser", "--port", port)

    assert outcome.status == 2
    assert "allowed is a whole number from 0 to 65,535" in outcome.err


def test_without_its_packages_it_says_how_to_get_them(
    colorquant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verb, "find_spec", lambda package: None)

    outcome = colorquant("studio")

    assert outcome.status == 2
    assert "pip install 'colorquant[studio]'" in outcome.err
