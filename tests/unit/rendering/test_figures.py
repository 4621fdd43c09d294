"""percent()."""

import pytest

from colorquant.rendering.figures import percent


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (1.0, "100 %"),
        (0.12345, "12.3 %"),
        (0.01234, "1.23 %"),
        (0.0001, "0.01 %"),
        (0.00001, "< 0.01 %"),
        (0.0, "0 %"),
    ],
)
def test_a_share_is_short_and_not_nothing(share: float, text: str) -> None:
    assert percent(share).replace("\u00a0", " ") == text
