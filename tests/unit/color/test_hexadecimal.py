import pytest

from colorquant.color.hexadecimal import to_hex


@pytest.mark.parametrize(
    ("color", "digits"),
    [
        ((0, 10, 255), "#000aff"),
        ((0, 10, 255, 255), "#000aff"),
        ((0, 10, 255, 128), "#000aff80"),
        ((0, 0, 0, 0), "#00000000"),
    ],
)
def test_alpha_is_written_where_it_says_something(color: tuple[int, ...], digits: str) -> None:
    assert to_hex(color) == digits
