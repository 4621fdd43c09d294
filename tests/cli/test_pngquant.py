"""pngquant's spellings."""

import click
import pytest

from colorquant.cli.pngquant import effort_of_speed, parse_quality, with_values


@pytest.mark.parametrize(
    ("text", "expected"),
    [("60-80", (60, 80)), ("60-", (60, 100)), ("-80", (0, 80)), ("80", (72, 80)), ("0-0", (0, 0))],
)
def test_qualities_are_taken_as_pngquant_takes_them(text: str, expected: tuple[int, int]) -> None:
    assert parse_quality(text) == expected


@pytest.mark.parametrize("text", ["", "-", "80-60", "1-2-3", "0-101", "--5", "good", "6.5-7"])
def test_what_is_no_quality_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter) as refusal:
        parse_quality(text)

    assert refusal.value.message == (
        f"got {text!r}; allowed is MIN-MAX, from 0 to 100, such as 60-80"
    )


def test_speeds_are_efforts() -> None:
    efforts = [effort_of_speed(speed) for speed in range(1, 12)]

    assert efforts == ["best"] + ["balanced"] * 4 + ["fast"] * 6


def test_floyd_alone_is_full_strength() -> None:
    assert with_values(["--floyd", "a.png", "--floyd=0.5", "--", "--floyd"]) == [
        *("--floyd=1", "a.png", "--floyd=0.5", "--", "--floyd")
    ]
