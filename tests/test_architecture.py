"""What the house promises of itself: who imports whom, what it needs, that each room is tested."""

import ast
import importlib.metadata
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

from colorquant.cli.group import VERBS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "colorquant"
MODULES = [
    path.relative_to(SOURCE)
    for path in sorted(SOURCE.rglob("*.py"))
    if not path.name.startswith("__")
]


def test_imports_point_downward_only() -> None:
    lint_imports = Path(sysconfig.get_path("scripts"), "lint-imports")

    linted = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_only_the_native_module_is_imported_from_the_package_itself(module: Path) -> None:
    # The contract cannot tell `from colorquant import _core` from an import of the public names.
    from_the_package = re.findall(r"^\s*from colorquant import (.*)", (SOURCE / module).read_text())

    assert set(from_the_package) <= {"_core"}


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.parts[0] != "cli"], ids=str
)
def test_every_module_has_its_unit_tests(module: Path) -> None:
    mirror = ROOT / "tests" / "unit" / module.with_name(f"test_{module.name.lstrip('_')}")

    assert mirror.is_file()


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.parts[0] == "cli"], ids=str
)
def test_every_module_of_the_command_line_has_its_tests(module: Path) -> None:
    tests = ROOT / "tests" / "cli"
    below = module.relative_to("cli")
    # A group of verbs is tested as a whole: `palette fit` in test_palette.py.
    names = {f"test_{below.stem}.py", f"test_{below.parts[0]}.py"}

    assert any((tests / name).is_file() for name in names)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_the_command_line_has_its_tests(verb: str) -> None:
    assert (ROOT / "tests" / "cli" / f"test_{verb}.py").is_file()


def test_numpy_pillow_and_click_are_all_it_needs_to_run() -> None:
    requirements = importlib.metadata.requires("colorquant") or []
    at_run_time = {re.split(r"[^\w-]", each)[0] for each in requirements if "extra ==" not in each}

    assert at_run_time == {"numpy", "pillow", "click"}


def imported_modules(module: Path) -> set[str]:
    """Return the modules of the package that a module imports, by their dotted names."""
    nodes = list(ast.walk(ast.parse((SOURCE / module).read_text())))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [each.name for node in nodes if isinstance(node, ast.Import) for each in node.names]
    return {name for name in names if name.startswith("colorquant.")}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_reaches_past_the_face_of_another_room(module: Path) -> None:
    room = module.parts[0]
    inside = {name for name in imported_modules(module) if name.count(".") > 1}

    assert {name for name in inside if name.split(".")[1] != room} == set()
