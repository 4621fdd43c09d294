"""What holds for every working space."""

import hashlib
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from colorquant.color import SPACES, Space, get_space
from colorquant.errors import InvalidImageError, InvalidOptionError

Colors = NDArray[np.uint8] | NDArray[np.uint16]

STEPS = np.array([*range(0, 256, 5), 1, 2, 3, 252, 253, 254], np.uint8)
CORNERS = np.array(list(itertools.product((0, 255), repeat=3)), np.uint8)

spaces = pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
any_colors = hnp.arrays(np.uint8, st.tuples(st.integers(1, 40), st.just(3)))
deep_colors = hnp.arrays(np.uint16, st.tuples(st.integers(1, 40), st.just(3)))


def color_depth(levels: Colors) -> Colors:
    return np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(-1, 3)


def grays(kind: type[np.uint8] | type[np.uint16]) -> Colors:
    levels = np.arange(np.iinfo(kind).max + 1).astype(kind)
    return np.repeat(levels[:, np.newaxis], 3, axis=1)


@spaces
def test_eight_bit_colors_come_back(space: Space) -> None:
    colors = color_depth(STEPS)
    decoded = space.decode(space.encode(colors).astype(np.float64))
    np.testing.assert_array_equal(np.rint(decoded * 255.0), colors)


@spaces
@given(colors=any_colors)
def test_any_eight_bit_colors_come_back(space: Space, colors: Colors) -> None:
    decoded = space.decode(space.encode(colors).astype(np.float64))
    np.testing.assert_array_equal(np.rint(decoded * 255.0), colors)


@spaces
@given(colors=any_colors)
def test_sixteen_bits_give_what_eight_bits_give(space: Space, colors: Colors) -> None:
    np.testing.assert_array_equal(space.encode(colors * np.uint16(257)), space.encode(colors))


@spaces
@given(colors=any_colors | deep_colors)
def test_coordinates_are_the_nearest_to_the_values(space: Space, colors: Colors) -> None:
    full = np.iinfo(colors.dtype).max
    exact = space.from_srgb(colors / full) * space.scale + np.array(space.offset)
    assert exact.min() >= 0.0
    assert exact.max() <= 65_535.0
    np.testing.assert_array_equal(space.encode(colors), np.rint(exact))


@spaces
def test_the_corners_of_the_gamut_are_within_range(space: Space) -> None:
    exact = space.from_srgb(CORNERS / 255.0) * space.scale + np.array(space.offset)
    assert exact.min() >= 0.0
    assert exact.max() <= 65_535.0


@spaces
@given(colors=hnp.arrays(np.float64, (8, 3), elements=st.floats(-0.25, 1.25)))
def test_colors_in_and_out_of_gamut_come_back(space: Space, colors: NDArray[np.float64]) -> None:
    # A matrix and its inverse, and the cancelling in them, leave some hundred roundings.
    np.testing.assert_allclose(space.to_srgb(space.from_srgb(colors)), colors, rtol=0, atol=1e-12)


@spaces
@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_lighter_grays_have_no_smaller_coordinates(
    space: Space, kind: type[np.uint8] | type[np.uint16]
) -> None:
    first_axis = space.encode(grays(kind)).astype(np.int64)[:, 0]
    assert (np.diff(first_axis) >= (1 if kind is np.uint8 else 0)).all()


@spaces
def test_colors_are_worked_out_each_for_itself(
    space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    colors = color_depth(np.array([0, 7, 99, 255], np.uint8))
    whole = space.encode(colors)
    monkeypatch.setattr("colorquant.color.space._ROWS", 5)
    np.testing.assert_array_equal(space.encode(colors), whole)
    np.testing.assert_array_equal(space.encode(colors.copy(order="F")), whole)


@spaces
def test_no_colors_are_no_coordinates(space: Space) -> None:
    coordinates = space.encode(np.empty((0, 3), np.uint8))
    assert coordinates.shape == (0, 3)
    assert coordinates.dtype == np.uint16
    assert space.decode(coordinates.astype(np.float64)).shape == (0, 3)


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("srgb", "096787424000d40c"),
        ("linear", "94665583cbed77e5"),
        ("oklab", "ac548385b32a28ae"),
        ("lab", "be01f648ba05127a"),
    ],
)
def test_every_machine_gives_these_bits(name: str, digest: str) -> None:
    space = get_space(name)
    coordinates = space.encode(color_depth(STEPS)).astype(np.float64)
    values = space.from_srgb(color_depth(STEPS) / 255.0)
    bits = hashlib.sha256()
    for array in (coordinates, values, space.decode(coordinates)):
        # A zero may have either sign in some release of NumPy; adding 0 leaves one.
        bits.update((array + 0.0).astype("<f8").tobytes())
    assert bits.hexdigest()[:16] == digest


@spaces
@pytest.mark.parametrize(
    ("colors", "got"),
    [
        (np.zeros((2, 3)), r"float64 of shape \(2, 3\)"),
        (np.zeros((2, 3), np.int16), r"int16 of shape \(2, 3\)"),
        (np.zeros((2, 4), np.uint8), r"uint8 of shape \(2, 4\)"),
        (np.zeros(3, np.uint8), r"uint8 of shape \(3,\)"),
    ],
)
def test_other_arrays_are_refused(space: Space, colors: Colors, got: str) -> None:
    with pytest.raises(InvalidImageError, match=f"the colors are {got}; allowed are uint8 and"):
        space.encode(colors)


def test_spaces_have_their_names_and_order() -> None:
    assert list(SPACES) == ["srgb", "linear", "oklab", "lab"]
    for name, space in SPACES.items():
        assert get_space(name) is space
        assert space.name == name


@pytest.mark.parametrize("name", ["x", "Lab", "", None, 1, ["lab"], SPACES["lab"]])
def test_other_names_are_refused(name: object) -> None:
    with pytest.raises(InvalidOptionError, match=r"^space is .*; allowed are srgb, linear, oklab"):
        get_space(name)
