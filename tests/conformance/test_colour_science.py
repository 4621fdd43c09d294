"""The same values as the package colour-science."""

import warnings
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.sharma import PAIRS

from colorquant.color import get_space
from colorquant.metrics import delta_e_2000_lab

Values = NDArray[np.float64]

COLORS: Values = np.random.RandomState(11).uniform(0.0, 1.0, (2000, 3))
COLORS[:8] = np.indices((2, 2, 2)).reshape(3, 8).T


@pytest.fixture(scope="module")
def colour() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of it that want packages we have no use for
        return pytest.importorskip("colour")


@pytest.fixture(scope="module")
def xyz(colour: Any) -> Values:
    """XYZ by the matrix that follows from the primaries and the white, not by the rounded one."""
    srgb = colour.RGB_COLOURSPACES["sRGB"].copy()
    srgb.use_derived_transformation_matrices(True)
    values: Values = colour.RGB_to_XYZ(COLORS, srgb, apply_cctf_decoding=True)
    return values


def test_linear(colour: Any) -> None:
    theirs = colour.models.eotf_sRGB(COLORS)
    np.testing.assert_allclose(get_space("linear").from_srgb(COLORS), theirs, rtol=0, atol=1e-14)


def test_lab(colour: Any, xyz: Values) -> None:
    # The same constants on both sides: only roundings differ, on a scale of 100.
    theirs = colour.XYZ_to_Lab(xyz)
    np.testing.assert_allclose(get_space("lab").from_srgb(COLORS), theirs, rtol=0, atol=1e-11)


def test_lab_by_the_matrix_of_the_standard(colour: Any) -> None:
    # IEC 61966-2-1 prints four digits of the matrix, which leaves 1e-4 of X, Y and Z in doubt: that
    # is up to 0.05 of a* and b*.
    theirs = colour.XYZ_to_Lab(colour.sRGB_to_XYZ(COLORS))
    np.testing.assert_allclose(get_space("lab").from_srgb(COLORS), theirs, rtol=0, atol=0.05)


def test_oklab(colour: Any, xyz: Values) -> None:
    # Ottosson's M1, which colour-science holds, takes D65 to LMS of 0.9999, 1.0000 and 1.0005. His
    # matrix for sRGB and ours take it to 1, 1, 1. So theirs is brought to that white first.
    m1 = colour.models.oklab.MATRIX_1_XYZ_TO_LMS
    white = xyz[7]
    adapted = np.linalg.solve(m1, (m1 @ xyz.T) / (m1 @ white)[:, np.newaxis]).T
    ours = get_space("oklab").from_srgb(COLORS)
    np.testing.assert_allclose(ours, colour.XYZ_to_Oklab(adapted), rtol=0, atol=1e-13)
    # As it comes, 5e-4 of LMS, a third of that of their roots, stays.
    np.testing.assert_allclose(ours, colour.XYZ_to_Oklab(xyz), rtol=0, atol=2e-4)


def test_back_from_lab(colour: Any, xyz: Values) -> None:
    values = get_space("lab").from_srgb(COLORS)
    np.testing.assert_allclose(colour.Lab_to_XYZ(values), xyz, rtol=0, atol=1e-12)
    np.testing.assert_allclose(get_space("lab").to_srgb(values), COLORS, rtol=0, atol=1e-12)


def test_delta_e_2000(colour: Any) -> None:
    random = np.random.RandomState(12).uniform((0, -100, -100), (100, 100, 100), (2, 5000, 3))
    for lab, other in [(PAIRS[:, :3], PAIRS[:, 3:6]), (random[0], random[1])]:
        theirs = colour.delta_E(lab, other, method="CIE 2000")
        np.testing.assert_allclose(delta_e_2000_lab(lab, other), theirs, rtol=0, atol=1e-9)
