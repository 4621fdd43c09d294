"""Numbers as people read them."""

_NO_BREAK = "\u00a0"


def percent(share: float) -> str:
    """Return a share, 0 to 1, in per cent: three digits, and never 0 for what there is."""
    if 0.0 < share < 0.0001:
        return f"<{_NO_BREAK}0.01{_NO_BREAK}%"
    digits = 0 if share in (0.0, 1.0) else 1 if share >= 0.1 else 2
    return f"{100.0 * share:.{digits}f}{_NO_BREAK}%"
