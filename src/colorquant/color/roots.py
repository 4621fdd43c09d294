"""Roots and the power of the sRGB curve, to the same bits on every machine.

`numpy.cbrt` and `numpy.power` take what the C library or a vector library gives, which differs in
the last bits. These are made of what IEEE 754 rounds in one way: ``+ - * /``, square roots and
scaling by powers of two.
"""

import numpy as np
from numpy.typing import NDArray

# The roots of the powers of two from 0 on, and the line that stands for the root between 1/2 and 1.
# They are where the iteration starts, right to 2 %; the answer does not take its digits from them.
_START = {
    3: (np.array([1.0, 1.26, 1.5874]), 0.59, 0.41),
    5: (np.array([1.0, 1.1487, 1.3195, 1.5157, 1.7411]), 0.745, 0.255),
}
_STEPS = 2  # each triples the right digits: 2e-2, 2e-5 at worst, then below the last bit


def cube_root(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cube root, with the sign of the value, off by one unit in the last place at most.

    Parameters
    ----------
    values
        Any shape, float64, finite.

    Returns
    -------
    numpy.ndarray
        Of the shape of `values`, float64.
    """
    return _root(values, 3)


def fifth_root(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fifth root; as `cube_root`.

    Parameters
    ----------
    values
        float64, 0 or more, of any shape.

    Returns
    -------
    numpy.ndarray
        float64, of the same shape.
    """
    return _root(values, 5)


def power_12_5(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values to the power 12/5 = 2.4.

    Parameters
    ----------
    values
        Any shape, float64, from 0 on, finite.

    Returns
    -------
    numpy.ndarray
        Of the shape of `values`, float64, off by two units in the last place at most.
    """
    square = values * values
    return square * fifth_root(square)


def power_5_12(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values to the power 5/12 = 1/4 + 1/6; as `power_12_5`, which it inverts.

    Parameters
    ----------
    values
        float64, 0 or more, of any shape.

    Returns
    -------
    numpy.ndarray
        float64, of the same shape.
    """
    return np.sqrt(np.sqrt(values)) * np.sqrt(cube_root(values))


def _root(values: NDArray[np.float64], degree: int) -> NDArray[np.float64]:
    """Find y of y^degree = x by Halley's iteration, for x scaled to 1/2 <= x < 2^(degree - 1)."""
    mantissa, exponent = np.frexp(np.abs(values))
    scale, rest = np.divmod(exponent, degree)
    x = np.ldexp(mantissa, rest)
    root_of_two, intercept, slope = _START[degree]
    y = (intercept + slope * mantissa) * root_of_two[rest]
    for _ in range(_STEPS):
        power = _odd_power(y, degree)
        y = y * (
            ((degree - 1) * power + (degree + 1) * x) / ((degree + 1) * power + (degree - 1) * x)
        )
    # A step of Newton's mends the last bits: roundings count for a fraction of what they did above.
    power = _odd_power(y, degree)
    y = y - y * ((power - x) / (degree * power))
    return np.where(values == 0.0, values, np.copysign(np.ldexp(y, scale), values))


def _odd_power(values: NDArray[np.float64], degree: int) -> NDArray[np.float64]:
    square = values * values
    power = values
    for _ in range(degree // 2):
        power = power * square
    return power
