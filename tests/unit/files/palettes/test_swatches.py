import numpy as np
import pytest

from colorquant.files.palettes.swatches import (
    in_order_of_appearance,
    make_swatches,
    one_line,
    without_repeats,
)


def test_opaque_colors_get_their_alpha_and_hidden_ones_are_zero() -> None:
    assert make_swatches([[1, 2, 3]]).colors.tolist() == [[1, 2, 3, 255]]
    assert make_swatches([[1, 2, 3, 0], [1, 2, 3, 4]]).colors.tolist() == [
        [0, 0, 0, 0],
        [1, 2, 3, 4],
    ]
    assert make_swatches([]).colors.shape == (0, 4)


def test_names_are_there_if_any_entry_has_one() -> None:
    assert make_swatches([[1, 2, 3]], [" "]).names is None
    assert make_swatches([[1, 2, 3], [4, 5, 6]], ["", " red\n"]).names == ("", "red")


def test_of_equal_colors_the_first_is_kept_with_its_name() -> None:
    repeating = make_swatches([[9, 9, 9], [1, 1, 1], [9, 9, 9]], ["a", "b", "c"], "title")
    distinct = without_repeats(repeating)
    assert distinct.colors[:, 0].tolist() == [9, 1]
    assert (distinct.names, distinct.title) == (("a", "b"), "title")


def test_order_of_appearance() -> None:
    colors = np.array([[9] * 4, [1] * 4, [9] * 4, [5] * 4], np.uint8)
    assert in_order_of_appearance(colors).tolist() == [0, 1, 3]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\tb\0", "a b"), (" Réd  2 ", "Réd  2"), ("a\u2028b", "a b"), ("\ud800", "\ufffd")],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
