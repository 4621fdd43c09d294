"""What pngquant's users know: its spellings and its scale of quality."""

from collections.abc import Sequence

import click

from colorquant._validation import Effort


def parse_quality(value: str) -> tuple[int, int]:
    """Return what ``MIN-MAX``, ``MIN-``, ``-MAX`` or ``MAX`` ask for.

    As in pngquant, ``MAX`` alone has nine tenths of it for the least.
    """
    least, dash, enough = value.partition("-")
    try:
        if not dash:
            quality = int(least) * 9 // 10, int(least)
        else:
            quality = int(least or 0), int(enough or 100)
        if value == "-" or not 0 <= quality[0] <= quality[1] <= 100:
            raise ValueError
    except ValueError:
        raise click.BadParameter(
            f"got {value!r}; allowed is MIN-MAX, from 0 to 100, such as 60-80"
        ) from None
    return quality


def effort_of_speed(speed: int) -> Effort:
    """Return the effort that comes nearest to a speed of pngquant, 1 to 11."""
    if speed == 1:
        return "best"
    return "balanced" if speed <= 5 else "fast"


def with_values(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the value that a lone ``--floyd`` stands for."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [
        "--floyd=1" if argument == "--floyd" and place < end else argument
        for place, argument in enumerate(arguments)
    ]
