from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from colorquant.color import roots

Function = Callable[[NDArray[np.float64]], NDArray[np.float64]]

# Every power of two that a float64 has, the subnormal ones among them, and numbers between them.
POWERS_OF_TWO = np.ldexp(1.0, np.arange(-1074, 1024))
VALUES = np.concatenate(
    [POWERS_OF_TWO, np.random.RandomState(5).uniform(1.0, 1.99, 2098) * POWERS_OF_TWO]
)
SHARES = np.concatenate([np.linspace(0.0, 1.0, 65_536), np.ldexp(1.0, -np.arange(60))])
SOME_SHARES = SHARES[1::37]
ULP = 2.0**-52


def test_cube_root_is_numpys() -> None:
    # NumPy's own differs by a unit or two from processor to processor.
    np.testing.assert_array_max_ulp(roots.cube_root(VALUES), np.cbrt(VALUES), maxulp=3)


@pytest.mark.parametrize(("root", "degree"), [(roots.cube_root, 3), (roots.fifth_root, 5)])
def test_roots_are_off_by_one_unit_in_the_last_place_at_most(root: Function, degree: int) -> None:
    for value, got in zip(VALUES, root(VALUES), strict=True):
        ulp = Fraction(np.spacing(got))
        assert (Fraction(got) - ulp) ** degree < Fraction(value) < (Fraction(got) + ulp) ** degree


@pytest.mark.parametrize(("root", "degree"), [(roots.cube_root, 3), (roots.fifth_root, 5)])
def test_roots_of_exact_powers_are_exact(root: Function, degree: int) -> None:
    whole = np.arange(-1000.0, 1001.0)
    np.testing.assert_array_equal(root(whole**degree), whole)


def test_fifth_root() -> None:
    np.testing.assert_allclose(roots.fifth_root(VALUES), np.power(VALUES, 0.2), rtol=2e-14)
    near_1 = np.linspace(0.5, 2.0, 10_001)  # where the rounding of 0.2 counts for nothing
    np.testing.assert_allclose(roots.fifth_root(near_1), np.power(near_1, 0.2), rtol=2 * ULP)


@pytest.mark.parametrize("root", [roots.cube_root, roots.fifth_root])
def test_roots_keep_the_sign(root: Function) -> None:
    np.testing.assert_array_equal(root(-VALUES), -root(VALUES))
    np.testing.assert_array_equal(np.signbit(root(np.array([0.0, -0.0]))), [False, True])


@given(st.floats(-1e300, 1e300))
def test_the_cube_root_of_any_number(value: float) -> None:
    [root] = roots.cube_root(np.array([value]))
    assert root == pytest.approx(np.cbrt(value), rel=3 * ULP, abs=0.0)


@pytest.mark.parametrize(
    ("power", "exponent"), [(roots.power_12_5, 12 / 5), (roots.power_5_12, 5 / 12)]
)
def test_powers_are_numpys(power: Function, exponent: float) -> None:
    # NumPy's exponent is rounded, which tells for small numbers.
    np.testing.assert_allclose(power(SHARES), np.power(SHARES, exponent), rtol=1e-14)
    np.testing.assert_array_equal(power(np.array([0.0, 1.0])), [0.0, 1.0])


@pytest.mark.parametrize(
    ("power", "numerator", "denominator"), [(roots.power_12_5, 12, 5), (roots.power_5_12, 5, 12)]
)
def test_powers_in_fractions(power: Function, numerator: int, denominator: int) -> None:
    for value, got in zip(SOME_SHARES, power(SOME_SHARES), strict=True):
        ratio = Fraction(got) ** denominator / Fraction(value) ** numerator
        assert abs(ratio - 1) / denominator < 2 * ULP
