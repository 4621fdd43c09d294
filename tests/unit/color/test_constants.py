"""The constants are what follows from the published ones, and only operations with one result."""

import ast
import importlib
from pathlib import Path

import numpy as np
import pytest
from tools import color_constants

from colorquant import color
from colorquant.color import SPACES, Space, lab
from colorquant.color.matrix import Matrix

# What IEEE 754 rounds in one way, or does not round; and what makes or moves arrays.
EXACT = {
    *("abs", "arange", "array", "copysign", "divmod", "empty", "frexp", "ldexp", "rint", "sqrt"),
    *("stack", "where", "float64", "iinfo", "uint8", "uint16", "uint32", "newaxis"),
    *("ascontiguousarray", "clip", "concatenate", "full", "hstack", "maximum"),
    *("searchsorted", "zeros_like"),
}
MODULES = sorted(Path(color.__file__).parent.glob("*.py"))

spaces = pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)


@pytest.mark.parametrize(("name", "derived"), color_constants.matrices().items())
def test_matrices_are_those_derived(name: str, derived: Matrix) -> None:
    module, constant = name.split(".")
    assert getattr(importlib.import_module(f"colorquant.color.{module}"), constant) == derived


def test_the_join_of_cielab() -> None:
    assert float(color_constants.EPSILON) == lab.EPSILON
    assert float(color_constants.KAPPA) == lab.KAPPA


def test_oklabs_matrix_is_the_published_one_before_rounding() -> None:
    derived = np.array(color_constants.rounded(color_constants.linear_to_lms()))
    published = np.array(color_constants.rounded(color_constants.OKLAB_COMBINED))
    np.testing.assert_allclose(derived, published, rtol=0, atol=6e-9)


def test_inverses_invert() -> None:
    matrix = color_constants.linear_to_xyz()
    identity = color_constants.product(color_constants.inverse(matrix), matrix)
    assert identity == color_constants.fractions(["1 0 0", "0 1 0", "0 0 1"])


@spaces
def test_the_gamut_fills_the_grid_but_for_little(space: Space) -> None:
    low, high = color_constants.gamut_range(space)
    assert (low * space.scale + space.offset).min() >= 0.0
    assert (high * space.scale + space.offset).max() <= 65_535.0
    assert 0.98 <= space.scale / color_constants.largest_scale(space) <= 1.0


@pytest.mark.parametrize("name", ["oklab", "lab"])
def test_opponents_are_centered_to_the_thousand(name: str) -> None:
    space = SPACES[name]
    off_center = color_constants.centering_offset(space)[1:] - space.offset[1:]
    assert np.abs(off_center).max() <= 500.0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_only_operations_that_every_machine_rounds_alike(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    from_numpy = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "np"
    }
    assert from_numpy <= EXACT
    assert not [node for node in nodes if isinstance(node, ast.Pow | ast.MatMult)]
