"""An array is the same image in whatever way its numbers lie in memory."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from colorquant.image import as_image

sides = st.integers(1, 6)
shapes = st.tuples(sides, sides) | st.tuples(sides, sides, st.integers(1, 4))
kinds = st.sampled_from(["?", "u1", "<u2", ">u2", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"])
steps = st.sampled_from([-2, -1, 1, 2])


@st.composite
def arrays(draw: st.DrawFn) -> NDArray[Any]:
    """Arrays of all types, every other number an extreme one."""
    kind = np.dtype(draw(kinds))
    if kind.kind == "f":
        elements: st.SearchStrategy[Any] = hnp.from_dtype(kind, min_value=0, max_value=1)
    elif kind.kind == "u":
        highest = int(np.iinfo(kind).max)
        elements = st.integers(0, highest) | st.sampled_from([0, highest])
    else:
        elements = st.booleans()
    return draw(hnp.arrays(kind, draw(shapes), elements=elements))


@st.composite
def layouts(draw: st.DrawFn) -> NDArray[Any]:
    """Views with gaps and backward steps, rows or columns first, perhaps not to be written to."""
    array = draw(arrays())
    array = array[:: draw(steps), :: draw(steps)]
    if draw(st.booleans()):
        array = np.asfortranarray(array)
    if draw(st.booleans()):
        array = array.swapaxes(0, 1)
    array.flags.writeable = draw(st.booleans()) and array.flags.writeable
    return array


@given(layouts())
def test_the_layout_does_not_matter(array: NDArray[Any]) -> None:
    before = array.copy()
    plain = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("="))

    image = as_image(array)

    np.testing.assert_array_equal(image, as_image(plain))
    np.testing.assert_array_equal(array, before)
    assert image.flags.c_contiguous
    assert image.dtype in (np.uint8, np.uint16)
    assert image.shape[:2] == array.shape[:2]
    assert image.shape[2:] in ((), (3,), (4,))


@given(layouts())
def test_the_form_stays_as_it_is(array: NDArray[Any]) -> None:
    image = as_image(array)

    assert as_image(image) is image


@given(layouts())
def test_opacity_and_colors_are_those_of_the_array(array: NDArray[Any]) -> None:
    image = as_image(array)
    highest = 1 if array.dtype.kind in "fb" else np.iinfo(array.dtype).max
    given_ = array.reshape(*array.shape[:2], -1).astype(np.float64) / highest
    count = given_.shape[2]
    alpha = given_[..., -1:] if count % 2 == 0 else np.ones_like(given_[..., :1])
    color = np.broadcast_to(given_[..., : 3 if count > 2 else 1], (*array.shape[:2], 3))
    alpha = np.rint(alpha * 65535) / 65535
    taken = image.reshape(*image.shape[:2], -1) / np.iinfo(image.dtype).max
    taken_alpha = taken[..., 3:] if taken.shape[2] == 4 else np.ones_like(alpha)
    np.testing.assert_allclose(taken_alpha, alpha, atol=1e-5)
    expected = np.where(alpha > 0, color, 0)
    np.testing.assert_allclose(np.broadcast_to(taken[..., :3], expected.shape), expected, atol=1e-5)
