import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from colorquant.ordering import ORDERS


@pytest.mark.parametrize("name", ORDERS)
@given(colors=arrays(np.uint8, st.tuples(st.integers(1, 40), st.just(4))), seed=st.integers(0, 9))
def test_an_order_names_every_place_once(name: str, colors: NDArray[np.uint8], seed: int) -> None:
    counts = np.random.default_rng(seed).integers(0, 4, len(colors))

    places = ORDERS[name].arrange(colors, counts)

    assert sorted(places.tolist()) == list(range(len(colors)))


@pytest.mark.parametrize("name", sorted(set(ORDERS) - {"given"}))
@given(
    colors=arrays(np.uint8, st.tuples(st.integers(1, 40), st.just(4))).map(
        lambda each: np.unique(each, axis=0)
    ),
    seed=st.integers(0, 9),
)
def test_an_order_does_not_depend_on_the_one_before(
    name: str, colors: NDArray[np.uint8], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 3, len(colors))
    shuffled = rng.permutation(len(colors))

    straight = colors[ORDERS[name].arrange(colors, counts)]
    again = colors[shuffled][ORDERS[name].arrange(colors[shuffled], counts[shuffled])]

    np.testing.assert_array_equal(straight, again)
