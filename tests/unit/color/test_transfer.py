import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from colorquant.color.transfer import END_OF_LINE, END_OF_LINE_IN_LIGHT, to_encoded, to_linear


def from_the_standard(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    curved = np.power((encoded + 0.055) / 1.055, 2.4)
    return np.where(encoded <= 0.04045, encoded / 12.92, curved)


def test_it_is_the_function_of_the_standard() -> None:
    encoded = np.linspace(0.0, 1.0, 65_536)
    np.testing.assert_allclose(to_linear(encoded), from_the_standard(encoded), rtol=2e-15)


def test_black_and_white_stay() -> None:
    ends = np.array([0.0, 1.0])
    np.testing.assert_array_equal(to_linear(ends), ends)
    np.testing.assert_allclose(to_encoded(ends), ends, rtol=0, atol=2e-16)


def test_more_is_more() -> None:
    around_the_join = np.linspace(END_OF_LINE - 1e-10, END_OF_LINE + 1e-10, 201)
    assert (np.diff(to_linear(np.linspace(-1.2, 1.2, 65_536))) > 0.0).all()
    assert (np.diff(to_linear(around_the_join)) > 0.0).all()


def test_the_inverse_joins_in_the_gap_of_the_function() -> None:
    [below, above] = to_linear(np.array([END_OF_LINE, END_OF_LINE + 1e-15]))
    assert END_OF_LINE_IN_LIGHT - below > 1e-9
    assert above - END_OF_LINE_IN_LIGHT > 1e-9


@given(st.floats(-2.0, 2.0))
def test_there_and_back(value: float) -> None:
    encoded = np.array([value])
    linear = to_linear(encoded)
    np.testing.assert_allclose(to_encoded(linear), encoded, rtol=2e-15, atol=1e-300)
    np.testing.assert_array_equal(to_linear(-encoded), -linear)
    np.testing.assert_array_equal(to_encoded(-linear), -to_encoded(linear))
