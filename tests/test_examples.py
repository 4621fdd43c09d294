"""Everything a reader could paste is run: the code of README and docs, and every example.

The code blocks of a page share one namespace and a folder with the files that they speak of. A
block of text right behind one of Python is what that prints.
"""

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("recipes/*.md"))]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the documentation's code runs in."""
    sklearn = importlib.util.find_spec("sklearn")
    if sklearn is None or sklearn.origin is None:
        pytest.skip("scikit-learn, whose photos the examples use, is not installed")
    samples = Path(sklearn.origin).parent / "datasets" / "images"
    (tmp_path / "photos").mkdir()
    (tmp_path / "reduced").mkdir()
    for name in ("china.jpg", "flower.jpg"):
        shutil.copy(samples / name, tmp_path / "photos")
    shutil.copy(samples / "china.jpg", tmp_path)
    shutil.copy(samples / "china.jpg", tmp_path / "photo.jpg")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


def steps(page: Path) -> list[tuple[str, str]]:
    """Return each block of Python and what it prints, empty where the page does not say."""
    return re.findall(
        r"^```python\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?",
        page.read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )


def pages_with(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


def run(*command: str | Path) -> None:
    finished = subprocess.run(command, capture_output=True, text=True)

    assert finished.returncode == 0, f"{command} said: {finished.stderr}"


@pytest.mark.parametrize("page", pages_with("python"), ids=lambda page: page.name)
def test_the_python_of_a_page_runs(
    page: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    namespace: dict[str, object] = {}

    for block, printed in steps(page):
        exec(compile(block, page.name, "exec"), namespace)
        assert capsys.readouterr().out == printed or not printed


@pytest.mark.parametrize("page", pages_with("pycon"), ids=lambda page: page.name)
def test_a_python_session_of_a_page_prints_what_it_says(page: Path, folder: Path) -> None:
    session = "\n".join(blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    report: list[str] = []

    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)

    assert not report, "".join(report)


@pytest.mark.parametrize("page", pages_with("bash"), ids=lambda page: page.name)
def test_the_commands_of_a_page_run(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "\n".join(blocks(page, "bash")).splitlines()
    commands = [line for line in lines if line.startswith("colorquant ")]
    monkeypatch.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)

    for command in commands:
        run("bash", "-c", command)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_runs(example: Path, folder: Path) -> None:
    photos = sorted((folder / "photos").iterdir())

    run(sys.executable, "-W", "error", example, *photos)
