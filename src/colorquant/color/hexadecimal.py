"""Colors as people write them in style sheets."""

from collections.abc import Iterable


def to_hex(color: Iterable[int]) -> str:
    """Return ``#rrggbb``, or ``#rrggbbaa`` for a color that is not opaque.

    Parameters
    ----------
    color
        Red, green, blue and perhaps alpha, 0 to 255.
    """
    digits = bytes(color).hex()
    return f"#{digits[:6]}" if digits[6:] in ("", "ff") else f"#{digits}"
