"""Every public docstring is complete numpydoc, and every example in one runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from numpydoc.validate import validate  # type: ignore[import-untyped]

import colorquant

CODES = {"GL08", "PR01", "PR02", "PR03", "RT01", "YD01", "SS03"}
WITHOUT_SECTIONS = {"PR01", "PR02", "PR03", "RT01", "YD01"}  # not asked of properties and dunders
NOT_CHECKED = {"colorquant.cli", "colorquant.studio"}  # their interfaces are not Python's


def _modules() -> Iterator[ModuleType]:
    yield colorquant
    for found in pkgutil.walk_packages(
        colorquant.__path__, "colorquant.", onerror=lambda name: None
    ):
        parts = found.name.split(".")
        if any(part.startswith("_") for part in parts):
            continue
        if ".".join(parts[:2]) not in NOT_CHECKED:
            yield importlib.import_module(found.name)


def _members(owner: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield what a class defines itself: methods, properties and documented dunders."""
    for name, member in vars(owner).items():
        is_dunder = name.startswith("__") and name.endswith("__")
        if name.startswith("_") and not is_dunder:
            continue
        function = getattr(member, "__func__", member)
        if isinstance(function, property) or inspect.isfunction(function):
            # Generated dunders of dataclasses have no source of ours.
            generated = is_dunder and (
                getattr(function, "__module__", None) != owner.__module__
                or not getattr(function, "__doc__", None)
                or "<string>" in getattr(getattr(function, "__code__", None), "co_filename", "")
            )
            if not generated:
                yield f"{path}.{name}", function
        elif inspect.isclass(function) and function.__module__ == owner.__module__:
            yield f"{path}.{name}", function
            yield from _members(function, f"{path}.{name}")


def _objects() -> Iterator[tuple[str, Any]]:
    for module in _modules():
        yield module.__name__, module
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
                continue
            path = f"{module.__name__}.{name}"
            if inspect.isclass(value):
                yield path, value
                yield from _members(value, path)
            elif inspect.isfunction(value):
                yield path, value


OBJECTS = dict(_objects())
EXAMPLES = {path: value for path, value in OBJECTS.items() if ">>>" in (value.__doc__ or "")}


def _ignored(path: str, value: Any) -> set[str]:
    if isinstance(value, property) or path.rpartition(".")[2].startswith("__"):
        return WITHOUT_SECTIONS
    # The fields of a record are its parameters; "Attributes" documents them as well.
    is_record = is_dataclass(value) or (inspect.isclass(value) and issubclass(value, tuple))
    if is_record and "Attributes\n" in (value.__doc__ or ""):
        return {"PR01", "PR02"}
    return set()


def _errors(path: str, value: Any) -> list[tuple[str, str]]:
    if not inspect.ismodule(value):
        return list(validate(path)["errors"])
    # numpydoc cannot locate the docstring of a package that only imports.
    summary = (value.__doc__ or "").strip().split("\n\n")[0]
    if not summary:
        return [("GL08", "The object does not have a docstring")]
    return [] if summary.endswith(".") else [("SS03", "Summary does not end with a period")]


@pytest.mark.parametrize("path", OBJECTS)
def test_docstring_is_complete(path: str) -> None:
    value = OBJECTS[path]
    checked = CODES - _ignored(path, value)
    wrong = [f"{code}: {text}" for code, text in _errors(path, value) if code in checked]
    assert not wrong, f"{path}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("path", EXAMPLES)
def test_examples_run(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    value = EXAMPLES[path]
    module = inspect.getmodule(getattr(value, "fget", value))
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    output: list[str] = []
    test = doctest.DocTestParser().get_doctest(
        value.__doc__, {}, path, getattr(module, "__file__", None), 0
    )
    runner.run(test, out=output.append)
    assert not runner.failures, "".join(output)
