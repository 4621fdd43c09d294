import numpy as np

from colorquant.rendering import as_lines

COLORS = np.array([[255, 0, 0, 255], [0, 0, 0, 0]], np.uint8)


def test_a_line_tells_index_digits_and_name() -> None:
    assert list(as_lines(COLORS, ["Signal", ""], colored=False)) == [
        "0  #ff0000    Signal",
        "1  #00000000",
    ]


def test_indices_stand_in_a_column() -> None:
    colors = np.arange(33, dtype=np.uint8).reshape(11, 3)

    lines = list(as_lines(colors, None, colored=False))

    assert [line.index("#") for line in lines] == [4] * 11


def test_what_is_transparent_shows_white_and_black() -> None:
    opaque, clear = as_lines(COLORS, None, colored=True)

    assert opaque.count("\x1b[48;2;255;0;0m   ") == 2
    assert "\x1b[48;2;255;255;255m   \x1b[48;2;0;0;0m   \x1b[0m" in clear


def test_names_cannot_speak_to_the_terminal() -> None:
    [line] = as_lines(COLORS[:1, :3], ["a\x1b]0;owned\x07b\u202e"], colored=False)

    assert line == "0  #ff0000    a]0;ownedb"
